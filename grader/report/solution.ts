// The learner's files beside the reference, line by line.

import { diffArrays } from 'diff';
import { clip, indented } from './layout.ts';
import type { Look } from './paint.ts';

/** Lines shown round a change. */
const AROUND = 2;

export interface ComparedFile {
  readonly path: string;
  readonly yours: string;
  readonly reference: string;
  /** The starter: where it differs from the reference, there are the holes. */
  readonly starter: string;
}

/** Which changes to show. */
export interface Shown {
  /** Changes in the holes of these steps. */
  readonly steps: ReadonlySet<string>;
  /** Changes outside of all holes too. */
  readonly elsewhere: boolean;
}

interface Line {
  readonly sign: '-' | '+' | ' ';
  readonly text: string;
}

/** The lines of `--solution` for one file; none if nothing that is shown differs. */
export function comparedLines(
  file: ComparedFile,
  shown: Shown,
  look: Look,
): string[] {
  const lines = changes(file, shown);
  if (lines.every(({ sign }) => sign === ' ')) return [];
  return [`  ${look.paint.strong(file.path)}`, '', ...rowsOf(lines, look), ''];
}

/** What the reference says in the holes of steps, where there is nothing to compare. */
export function referenceLines(
  { path, reference, starter }: Omit<ComparedFile, 'yours'>,
  steps: ReadonlySet<string>,
  look: Look,
): string[] {
  const file = { path, reference, starter, yours: starter };
  const lines = changes(file, { steps, elsewhere: false });
  const own = lines.filter(({ sign }) => sign !== '+');
  if (own.every(({ sign }) => sign === ' ')) return [];
  return [`  ${look.paint.strong(path)}`, '', ...rowsOf(own, look), ''];
}

function rowsOf(lines: readonly Line[], look: Look): readonly string[] {
  const { good, bad } = look.paint;
  return nearChanges(lines).map((line) => {
    if (line === undefined) return '    …';
    const text = clip(`    ${line.sign} ${indented(line.text)}`, look.width);
    return line.sign === '-' ? good(text) : line.sign === '+' ? bad(text) : text;
  });
}

/** The line diff; a change that is not to be shown stands as the learner wrote it. */
function changes(file: ComparedFile, shown: Shown): readonly Line[] {
  const holes = holesIn(file);
  const lines: Line[] = [];
  let at = 0;
  const parts = diffArrays(file.reference.split('\n'), file.yours.split('\n'));
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i];
    if (part === undefined) continue;
    const { added, removed, value } = part;
    if (!added && !removed) {
      lines.push(...value.map((text): Line => ({ sign: ' ', text })));
      at += value.length;
      continue;
    }
    // What one side has lost and the other has won stand together.
    const next = parts[i + 1];
    const pair = removed && next?.added ? next.value : [];
    if (removed && next?.added) i++;
    const gone = removed ? value : [];
    const come = removed ? pair : value;
    const wanted = isShown(holes, { from: at, to: at + gone.length }, shown);
    if (wanted) lines.push(...gone.map((text): Line => ({ sign: '-', text })));
    const sign = wanted ? '+' : ' ';
    lines.push(...come.map((text): Line => ({ sign, text })));
    at += gone.length;
  }
  return lines;
}

interface Hole {
  readonly step: string | undefined;
  /** Lines of the reference, `to` not included. */
  readonly from: number;
  readonly to: number;
}

/** The holes of a file as ranges of lines of the reference. */
function holesIn({ starter, reference }: ComparedFile): readonly Hole[] {
  const holes: Hole[] = [];
  let at = 0;
  let step: string | undefined;
  for (const { added, removed, value } of diffArrays(
    starter.split('\n'),
    reference.split('\n'),
  )) {
    if (removed) {
      step = /\/\/ TODO (\d+\.\d+):/.exec(value.join('\n'))?.[1];
      continue;
    }
    if (added) holes.push({ step, from: at, to: at + value.length });
    step = undefined;
    at += value.length;
  }
  return holes;
}

function isShown(
  holes: readonly Hole[],
  change: { readonly from: number; readonly to: number },
  { steps, elsewhere }: Shown,
): boolean {
  const touched = holes.filter(
    ({ step, from, to }) =>
      step !== undefined && change.from <= to && change.to >= from,
  );
  if (touched.length === 0) return elsewhere;
  return touched.every(({ step }) => step !== undefined && steps.has(step));
}

/** Changes and the lines near them; undefined where lines are left out. */
function nearChanges(lines: readonly Line[]): readonly (Line | undefined)[] {
  const near = lines.map((_, at) =>
    lines.slice(Math.max(0, at - AROUND), at + AROUND + 1).some(isChange),
  );
  return lines.flatMap((line, at) => {
    if (near[at]) return [line];
    return at > 0 && near[at - 1] && near.includes(true, at) ? [undefined] : [];
  });
}

const isChange = ({ sign }: Line): boolean => sign !== ' ';
