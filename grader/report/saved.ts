// The line that answers a save.

import type { Result } from '../core/result.ts';
import { columnsOf } from './layout.ts';
import type { Look } from './paint.ts';

export interface SavedView {
  /** The names of the files that were saved; none if the run was asked for. */
  readonly saved: readonly string[];
  readonly result: Result;
  readonly seconds?: number;
}

/** `saved store.ts · ✓ 1.1  ✗ 1.2  · 1.3 · 0.05 s`, over as many lines as it needs. */
export function savedLines(
  { saved, result, seconds }: SavedView,
  look: Look,
): string[] {
  const names = saved.length > 3 ? [`${saved.length} files`] : saved;
  const head = names.length === 0 ? 'again' : `saved ${names.join(', ')}`;
  let open = false;
  const { good, bad, quiet } = look.paint;
  const steps = result.steps.map(({ id, verdict }) => {
    const passed = verdict === 'passed';
    const later = open && verdict === 'not-written';
    open ||= !passed;
    const sign = passed ? good('✓') : later ? quiet('·') : bad('✗');
    return `${sign} ${id}`;
  });
  const time = seconds === undefined ? '' : `· ${seconds.toFixed(2)} s`;
  const signs =
    result.problem === undefined
      ? steps
      : [`${bad('✗')} ${result.exercise.number}`];
  const lines: string[] = [];
  let line = `  ${head} ·`;
  const add = (gap: string, piece: string): void => {
    const fits = columnsOf(line + gap + piece) <= look.width;
    if (!fits) lines.push(line);
    line = fits ? line + gap + piece : `    ${piece}`;
  };
  for (const [i, sign] of signs.entries()) add(i === 0 ? ' ' : '  ', sign);
  if (time !== '') add(' ', time);
  return [...lines, line];
}
