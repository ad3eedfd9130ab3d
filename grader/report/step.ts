// One step of an exercise on the screen: its sign, and if it failed what helps.

import type { StepHead } from '../../site/literate/front-matter.ts';
import type { StepResult } from '../core/result.ts';
import { WORDS } from '../core/sentences.ts';
import { differenceLines } from './difference.ts';
import { atEnd, count, fewLines, hang, wrap } from './layout.ts';
import type { Look } from './paint.ts';

/** Where a step's text begins. */
const INDENT = '         ';
/** Where the right-hand column ends. */
export const RIGHT_END = 80;

/** A place in the learner's code: `exercises/01-store/store.ts:61 in range`. */
export interface Place {
  readonly path: string;
  readonly line: number;
  readonly within: string;
  /** An earlier step that it was written for, and whose fault it may be. */
  readonly step?: string;
}

export interface StepView {
  readonly result: StepResult;
  readonly head: Pick<StepHead, 'rule' | 'section'>;
  /** Where to look in the learner's code. */
  readonly places: readonly Place[];
  /** The command that shows the same again. */
  readonly again: string;
  /** Everything that helps, or one sentence. */
  readonly detail: boolean;
  /** Not written while an earlier step is open: nothing is wrong yet. */
  readonly later: boolean;
  /** The earlier step in whose code it is told, if its turn has not come. */
  readonly within?: string;
  /** Stands at the end of the line of a step that passed. */
  readonly note?: string;
}

/** The lines of a step. */
export function stepLines(view: StepView, look: Look): string[] {
  const { result, later } = view;
  const { good, bad, quiet } = look.paint;
  const name = `${result.id.padEnd(4)} ${result.title}`;
  const width = Math.min(look.width, RIGHT_END);
  if (result.verdict === 'passed') {
    const played = view.note ?? count(result.programs, 'program');
    return atEnd(`  ${good('✓')} ${name}`, quiet(played), width);
  }
  if (later) return [`  ${quiet('·')} ${name}`];
  const aside = view.detail ? undefined : asideOf(view);
  if (aside !== undefined) {
    return atEnd(`  ${quiet('·')} ${name}`, quiet(aside), width);
  }
  return [`  ${bad('✗')} ${name}`, ...told(view, look)];
}

/** Why a step that failed needs no look of its own. */
function asideOf({ result, within }: StepView): string | undefined {
  if (within !== undefined) return `later, in the code of ${within}`;
  if (result.fallsWith === undefined) return undefined;
  const { step, same } = result.fallsWith;
  return `falls with ${step}: the same ${SAME[same]}`;
}

const SAME = { misreading: 'misreading', place: 'line of your code' };

function told(view: StepView, look: Look): string[] {
  const { result, detail } = view;
  const { words, where, difference } = result;
  if (result.verdict === 'not-written' || !detail || difference === undefined) {
    const lines = sentence(words, where, look);
    const rest = detail && result.verdict !== 'not-written';
    return rest ? [...lines, '', ...help(view, look), ''] : lines;
  }
  // That two differ is seen; what is said besides is not.
  const differs = words === WORDS.differs ? [] : sentence(words, where, look);
  return [
    ...differs,
    '',
    ...differenceLines(difference, look).map(indented),
    '',
    ...help(view, look),
    '',
  ];
}

/** What happened, with its place at the end of the line. */
function sentence(words: string, where = '', look: Look): string[] {
  const room = look.width - INDENT.length;
  const lines = fewLines(words, 8).flatMap((line) => wrap(line, room));
  const [first = '', ...more] = lines.map(indented);
  const width = Math.min(look.width, RIGHT_END);
  const [shared = '', below] = atEnd(first, where, width);
  // Only a short sentence shares its line with the place.
  if (more.length === 0 && below === undefined) return [shared];
  return [first, ...more, ...placed(where)];
}

const placed = (where: string): string[] => (where === '' ? [] : [indented(where)]);

function help({ result, head, places, again }: StepView, look: Look): string[] {
  const room = look.width - INDENT.length;
  const lines = hang(`Rule ${result.id}  `, head.rule, room);
  const { misreading } = result;
  if (misreading !== undefined) {
    const words = `It looks as if ${misreading.looksAsIf}.  (more: --hint)`;
    lines.push(...wrap(words, room));
  }
  const own = places.filter(({ step }) => step === undefined);
  const earlier = places.filter(({ step }) => step !== undefined);
  const at = own.length === 0 ? [] : [sayPlaces(own)];
  lines.push(...wrap([...at, `chapter: "${head.section}"`].join(' · '), room));
  if (earlier.length > 0) {
    lines.push(...hang('of earlier steps ran: ', sayPlaces(earlier), room));
  }
  lines.push(...hang('again: ', again, room));
  return lines.map(indented);
}

/** `store.ts:61 in range, :88 in count`: a path is named once. */
function sayPlaces(places: readonly Place[]): string {
  return places
    .map(({ path, line, within, step }, i) => {
      const file = places[i - 1]?.path === path ? '' : path;
      const name = within === '' ? '' : ` in ${within}`;
      return `${file}:${line}${name}${step === undefined ? '' : ` (${step})`}`;
    })
    .join(', ');
}

function indented(line: string): string {
  return line === '' ? '' : INDENT + line;
}
