// Students whose own lines are nearly the same. Names, spaces and comments do not count,
// and neither does what many in the class wrote: there is only one way to write much of it.

import type { OwnLine, StudentRecord } from './record.ts';

/** Students who share most of what is rare. */
export interface Cluster {
  readonly slug: string;
  readonly students: readonly string[];
  /** Of what the closest two wrote that is rare, the part that both wrote, 0 to 1. */
  readonly likeness: number;
  /** Lines of the closest two that say the same, side by side. */
  readonly lines: readonly (readonly [OwnLine, OwnLine])[];
}

/** Tokens in a row that are compared. */
const RUN = 12;
/** Shared runs below this are chance. */
const FEWEST = 16;
const LIKE = 0.6;
const MOST_LINES = 12;

/** The clusters of an exercise, the likest first. */
export function clustersOf(
  records: readonly StudentRecord[],
  slug: string,
): readonly Cluster[] {
  const prints = records.map(({ id, own }) => printsOf(id, own[slug] ?? []));
  const pairs = likePairs(withoutCommon(prints));
  const groups = new Map<string, Pair[]>();
  const heads = joined(pairs);
  for (const pair of pairs) {
    const head = headOf(heads, pair.one.id);
    groups.set(head, [...(groups.get(head) ?? []), pair]);
  }
  return [...groups.values()]
    .map((group) => clusterOf(slug, group))
    .sort(
      (a, b) =>
        b.likeness - a.likeness ||
        ((a.students[0] ?? '' < (b.students[0] ?? '')) ? -1 : 1),
    );
}

/** What somebody wrote: each run of tokens, and the line on which it begins. */
interface Prints {
  readonly id: string;
  readonly runs: ReadonlyMap<string, OwnLine>;
}

interface Pair {
  readonly one: Prints;
  readonly other: Prints;
  readonly shared: readonly string[];
  readonly likeness: number;
}

function printsOf(id: string, lines: readonly OwnLine[]): Prints {
  const tokens = lines.flatMap((line) =>
    tokensOf(line[2]).map((text) => ({ text, line })),
  );
  const runs = new Map<string, OwnLine>();
  for (let at = 0; at + RUN <= tokens.length; at++) {
    const run = tokens.slice(at, at + RUN).map(({ text }) => text);
    const [first] = tokens.slice(at, at + 1);
    if (first !== undefined) runs.set(run.join(' '), first.line);
  }
  return { id, runs };
}

/** Words of the language and signs as they are, a name as `n`, a text as `s`. */
function tokensOf(line: string): string[] {
  const code = line.replace(/\/\/.*$/, '');
  const found = code.match(/'[^']*'|"[^"]*"|`[^`]*`|[\w$]+|[^\s\w]/g) ?? [];
  return found.map((token) => {
    if (/^['"`]/.test(token)) return 's';
    return /^[A-Za-z_$]/.test(token) && !WORDS.has(token) ? 'n' : token;
  });
}

const WORDS = new Set(
  'if else for of in while do return const let var new throw try catch finally function class async await break continue switch case default typeof instanceof null undefined true false this yield'.split(
    ' ',
  ),
);

/** Without the runs that more than a tenth of the class wrote, and more than three. */
function withoutCommon(prints: readonly Prints[]): readonly Prints[] {
  const counts = new Map<string, number>();
  for (const { runs } of prints) {
    for (const run of runs.keys()) counts.set(run, (counts.get(run) ?? 0) + 1);
  }
  const most = Math.max(3, prints.length / 10);
  return prints.map(({ id, runs }) => {
    const rare = [...runs].filter(([run]) => (counts.get(run) ?? 0) <= most);
    return { id, runs: new Map(rare) };
  });
}

/** All pairs that share much: found by what they share, not by asking each of each. */
function likePairs(prints: readonly Prints[]): readonly Pair[] {
  const writers = new Map<string, Prints[]>();
  for (const one of prints) {
    for (const run of one.runs.keys()) {
      writers.set(run, [...(writers.get(run) ?? []), one]);
    }
  }
  const shared = new Map<Prints, Map<Prints, string[]>>();
  for (const [run, among] of writers) {
    for (const [i, one] of among.entries()) {
      for (const other of among.slice(i + 1)) share(shared, [one, other], run);
    }
  }
  return [...shared].flatMap(([one, others]) =>
    [...others].map(([other, runs]) => pairOf(one, other, runs)).filter(isLike),
  );
}

function share(
  shared: Map<Prints, Map<Prints, string[]>>,
  [one, other]: readonly [Prints, Prints],
  run: string,
): void {
  const others = shared.get(one) ?? new Map<Prints, string[]>();
  shared.set(one, others);
  const runs = others.get(other) ?? [];
  others.set(other, runs);
  runs.push(run);
}

function pairOf(one: Prints, other: Prints, shared: readonly string[]): Pair {
  const all = one.runs.size + other.runs.size - shared.length;
  return { one, other, shared, likeness: shared.length / all };
}

const isLike = ({ shared, likeness }: Pair): boolean =>
  shared.length >= FEWEST && likeness >= LIKE;

/** Who stands for whom, so that all of a cluster have the same head. */
function joined(pairs: readonly Pair[]): Map<string, string> {
  const heads = new Map<string, string>();
  for (const { one, other } of pairs) {
    const [a, b] = [headOf(heads, one.id), headOf(heads, other.id)];
    if (a !== b) heads.set(a > b ? a : b, a > b ? b : a);
  }
  return heads;
}

function headOf(heads: ReadonlyMap<string, string>, id: string): string {
  let head = id;
  for (let next = heads.get(head); next !== undefined; next = heads.get(head)) {
    head = next;
  }
  return head;
}

function clusterOf(slug: string, group: readonly Pair[]): Cluster {
  const ids = group.flatMap(({ one, other }) => [one.id, other.id]);
  const closest = group.reduce((a, b) => (b.likeness > a.likeness ? b : a));
  return {
    slug,
    students: [...new Set(ids)].sort(),
    likeness: closest.likeness,
    lines: linesOf(closest),
  };
}

function linesOf({ one, other, shared }: Pair): Cluster['lines'] {
  const seen = new Map<string, readonly [OwnLine, OwnLine]>();
  for (const run of shared) {
    const [left, right] = [one.runs.get(run), other.runs.get(run)];
    if (left === undefined || right === undefined) continue;
    const key = `${left[0]} ${left[1]}`;
    if (!seen.has(key)) seen.set(key, [left, right]);
  }
  return [...seen.values()].slice(0, MOST_LINES);
}
