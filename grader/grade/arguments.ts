// What was typed after `npm run grade --`.

import { parseArgs } from 'node:util';
import { flagRefusal, readIsolation, readSeed } from '../cli/arguments.ts';
import type { Env } from '../cli/flags.ts';
import { Refusal } from '../cli/refusal.ts';
import type { Isolation } from '../sandbox/limits.node.ts';
import { FORMATS } from './formats/format.ts';

export interface GradeWanted {
  readonly help: boolean;
  readonly only?: string;
  readonly require?: string;
  readonly mine?: string;
  readonly points?: string;
  /** What somebody handed in, in place of the own exercises. */
  readonly from?: string;
  readonly seed?: number;
  readonly isolation: Isolation;
  /** `terminal` and the names of FORMATS; at least one. */
  readonly formats: readonly string[];
  readonly out?: string;
  readonly jobs?: number;
}

const VALUES = [
  ...(['only', 'require', 'mine', 'points', 'seed', 'from'] as const),
  ...(['isolation', 'format', 'out', 'jobs'] as const),
];
type Value = (typeof VALUES)[number];
type Values = Readonly<Partial<Record<Value, string>>>;

/** Reads the words after `grade`. @throws Refusal */
export function readGradeWords(
  words: readonly string[],
  env: Env = {},
): GradeWanted {
  const { help, ...values } = parse(words, env);
  const { only, require, mine, points, from, out, seed, jobs } = values;
  const formats = readFormats(values);
  return {
    help: help === 'true',
    ...(only === undefined ? {} : { only }),
    ...(require === undefined ? {} : { require }),
    ...(mine === undefined ? {} : { mine }),
    ...(points === undefined ? {} : { points }),
    ...(from === undefined ? {} : { from }),
    ...(out === undefined ? {} : { out }),
    ...(seed === undefined ? {} : { seed: readSeed(seed) }),
    ...(jobs === undefined ? {} : { jobs: readJobs(jobs) }),
    isolation: readIsolation(values.isolation ?? 'node'),
    formats,
  };
}

function parse(
  words: readonly string[],
  env: Env,
): Values & { readonly help?: string } {
  const taken = [...VALUES].find((name) => {
    const found = env[`npm_config_${name}`];
    return (
      env.npm_lifecycle_event === 'grade' && found !== undefined && found !== ''
    );
  });
  if (taken !== undefined) {
    throw new Refusal(
      `npm took --${taken} for its own. Flags stand behind --, as in` +
        ' npm run grade -- --format junit --out results',
    );
  }
  const typed = parsed(words);
  const [extra] = typed.positionals;
  if (extra !== undefined) {
    throw new Refusal(
      `"${extra}" is no flag. Which exercises are graded is said by --only or` +
        ' --require, as in npm run grade -- --only 1-4',
    );
  }
  const { help, ...values } = typed.values;
  return { ...values, ...(help === true ? { help: 'true' } : {}) } as Values;
}

function parsed(words: readonly string[]): ReturnType<typeof parseArgs> {
  try {
    return parseArgs({
      args: [...words],
      options: OPTIONS,
      allowPositionals: true,
    });
  } catch (error) {
    throw flagRefusal(error, 'grade');
  }
}

const OPTIONS = Object.fromEntries<{ type: 'string' | 'boolean'; short?: string }>([
  ...VALUES.map((name) => [name, { type: 'string' }] as const),
  ['help', { type: 'boolean', short: 'h' }],
]);

function readFormats({ format = 'terminal', out }: Values): readonly string[] {
  const formats = [...new Set(format.split(',').map((one) => one.trim()))];
  const known = ['terminal', ...Object.keys(FORMATS)];
  const odd = formats.find((one) => !known.includes(one));
  if (odd !== undefined) {
    throw new Refusal(
      `--format is one or more of ${known.join(', ')}; found "${odd}".`,
    );
  }
  const files = formats.filter((one) => one !== 'terminal');
  if (out === undefined && formats.length > 1) {
    throw new Refusal(
      `Two formats can not share the standard output: add --out DIR, where` +
        ` ${files.join(' and ')} will lie.`,
    );
  }
  return formats;
}

/** @throws Refusal */
export function readJobs(text: string): number {
  const jobs = Number(text);
  if (/^\d{1,3}$/.test(text) && jobs > 0) return jobs;
  throw new Refusal(
    `--jobs is how many are graded at once, from 1; found "${text}".`,
  );
}
