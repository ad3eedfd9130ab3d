// What was typed after `npm run grade --` for a class.

import { parseArgs } from 'node:util';
import { flagRefusal, readIsolation, readSeed } from '../cli/arguments.ts';
import { Refusal } from '../cli/refusal.ts';
import { readJobs } from '../grade/arguments.ts';
import type { Isolation } from '../sandbox/limits.node.ts';

export type ClassWanted =
  | {
      readonly deed: 'merge';
      readonly folders: readonly string[];
      readonly out: string;
    }
  | ({ readonly deed: 'grade' } & GradeClassWanted);

export interface GradeClassWanted {
  readonly submissions: readonly string[];
  readonly only: string;
  readonly out: string;
  readonly roster?: string;
  readonly mine?: string;
  readonly points?: string;
  readonly seed?: number;
  readonly shard?: Shard;
  readonly jobs?: number;
  readonly isolation: Isolation;
}

/** The `index`th of `count` parts, from 1. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

const TEXTS = [
  ...(['only', 'out', 'roster', 'mine', 'points'] as const),
  ...(['seed', 'shard', 'jobs', 'isolation'] as const),
];
type Text = (typeof TEXTS)[number];
const SWITCHES = ['submissions', 'merge', 'allow-weak-isolation'] as const;

interface Typed {
  readonly words: readonly string[];
  readonly values: Readonly<Partial<Record<Text, string>>>;
  readonly switches: ReadonlySet<string>;
}

/** Reads the words after `grade`. @throws Refusal */
export function readClassWords(words: readonly string[]): ClassWanted {
  const typed = parse(words);
  const { values, switches } = typed;
  if (values.out === undefined) {
    throw new Refusal('A class wants --out DIR, where its results are kept.');
  }
  if (switches.has('merge')) return mergeOf(typed, values.out);
  if (typed.words.length === 0) {
    throw new Refusal('--submissions wants folders or archives behind it.');
  }
  if (values.only === undefined) {
    throw new Refusal(
      'A class wants --only: the exercises that count, the same for everyone,' +
        ' as in --only 1-4',
    );
  }
  const shard = values.shard === undefined ? undefined : readShard(values.shard);
  if (shard !== undefined && values.seed === undefined) {
    throw new Refusal(
      '--shard wants --seed: all shards must draw the same programs, as in --seed 1a2b',
    );
  }
  const { roster, mine, points, seed, jobs } = values;
  return {
    deed: 'grade',
    submissions: typed.words,
    only: values.only,
    out: values.out,
    ...(roster === undefined ? {} : { roster }),
    ...(mine === undefined ? {} : { mine }),
    ...(points === undefined ? {} : { points }),
    ...(seed === undefined ? {} : { seed: readSeed(seed) }),
    ...(shard === undefined ? {} : { shard }),
    ...(jobs === undefined ? {} : { jobs: readJobs(jobs) }),
    isolation: isolationOf(values.isolation, switches.has('allow-weak-isolation')),
  };
}

function mergeOf({ words, values }: Typed, out: string): ClassWanted {
  const [other] = Object.keys(values).filter((name) => name !== 'out');
  if (other !== undefined) {
    throw new Refusal(`--merge takes folders and --out alone; found --${other}.`);
  }
  if (words.length === 0) throw new Refusal('--merge wants folders of results.');
  return { deed: 'merge', folders: words, out };
}

function parse(words: readonly string[]): Typed {
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      options: OPTIONS,
      allowPositionals: true,
    });
    const texts = Object.entries(values).filter(
      (entry): entry is [Text, string] => typeof entry[1] === 'string',
    );
    const switches = SWITCHES.filter((name) => values[name] === true);
    return {
      words: positionals,
      values: Object.fromEntries(texts),
      switches: new Set(switches),
    };
  } catch (error) {
    throw flagRefusal(error, 'grade');
  }
}

const OPTIONS = Object.fromEntries<{ type: 'string' | 'boolean' }>([
  ...TEXTS.map((name) => [name, { type: 'string' }] as const),
  ...SWITCHES.map((name) => [name, { type: 'boolean' }] as const),
]);

function readShard(text: string): Shard {
  const [, i = '', n = ''] = /^(\d{1,5})\/(\d{1,5})$/.exec(text) ?? [];
  const [index, count] = [Number(i), Number(n)];
  if (index >= 1 && index <= count) return { index, count };
  throw new Refusal(
    `--shard is a part of how many, as in --shard 2/8; found "${text}".`,
  );
}

/** Strangers' code is held by bwrap, or knowingly by less. */
function isolationOf(text: string | undefined, weak: boolean): Isolation {
  const isolation = readIsolation(text ?? 'bwrap');
  if (isolation === 'bwrap' || weak) return isolation;
  throw new Refusal(
    'A class is held by bwrap. Node alone does not keep submissions from this' +
      " machine's network and files: --allow-weak-isolation says that you know.",
  );
}
