// The end of a run: what the learner's code printed, and the verdict.

import type { Result } from '../core/result.ts';
import { count, fewLines, wrap } from './layout.ts';
import type { Look } from './paint.ts';

/** What the learner's code printed, each line marked as theirs. */
export function outputLines({ output }: Result, { width }: Look): string[] {
  if (output.text === '' && output.dropped === 0) return [];
  const lines = fewLines(output.text, MOST_PRINTED).flatMap((line) =>
    wrap(line, width - 4),
  );
  const more =
    output.dropped === 0 ? [] : [`  … and ${count(output.dropped, 'byte')} more`];
  return [
    '',
    '  your code printed:',
    ...lines.map((line) => `  | ${line}`),
    ...more,
  ];
}

const MOST_PRINTED = 30;

/** The last line: how many steps of how many, and after what time. */
export function verdictLine(
  result: Result,
  {
    steps,
    seconds,
    isolation,
    seed,
  }: {
    readonly steps: number;
    /** Absent in a replay, which says the same each time. */
    readonly seconds?: number;
    readonly isolation?: string;
    readonly seed?: string;
  },
): string {
  const passed = result.steps.filter(({ verdict }) => verdict === 'passed').length;
  const parts = [`${passed} of ${count(steps, 'step')}`];
  if (seconds !== undefined) parts.push(`${seconds.toFixed(2)} s`);
  if (seed !== undefined) parts.push(`seed ${seed}`);
  if (isolation !== undefined) parts.push(`isolation: ${isolation}`);
  return `  ${parts.join(' · ')}`;
}
