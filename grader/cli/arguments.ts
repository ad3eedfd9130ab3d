// What was typed: the exercise and the flags. Flags also arrive through npm, which takes
// those before `--` for its own (npm-arguments.ts).

import { parseArgs } from 'node:util';
import type { Isolation } from '../sandbox/limits.node.ts';
import { type Env, SWITCHES, type Typed, VALUES, type Value } from './flags.ts';
import { fromNpm } from './npm-arguments.ts';
import { Refusal } from './refusal.ts';

/** What the command is to do. */
export type Deed =
  | 'grade'
  | 'watch'
  | 'hint'
  | 'solution'
  | 'reset'
  | 'bare'
  | 'guided'
  | 'list'
  | 'help';

export interface Wanted {
  readonly deed: Deed;
  /** As typed: a number, a step or a name; absent is the next unsolved. */
  readonly exercise?: string;
  readonly seed?: number;
  readonly oneCase?: string;
  readonly file?: string;
  readonly mine?: string;
  readonly isolation: Isolation;
  readonly types: boolean;
  readonly json: boolean;
  readonly verbose: boolean;
  readonly print: boolean;
  readonly force: boolean;
}

const DEEDS = [
  'help',
  'list',
  'watch',
  'hint',
  'solution',
  'reset',
  'bare',
  'guided',
] as const;

/** Reads the words after `exercise`. @throws Refusal */
export function readWords(words: readonly string[], env: Env = {}): Wanted {
  const typed = fromNpm(parse(words), env);
  const { switches, values } = typed;
  const deeds = DEEDS.filter((deed) => switches.has(deed));
  const [deed = 'grade', other] = deeds;
  if (other !== undefined && deed !== 'help') {
    throw new Refusal(
      `--${deed} and --${other} are two commands: type one of them.`,
    );
  }
  const [exercise, extra] = typed.words;
  if (extra !== undefined) {
    throw new Refusal(
      `One exercise at a time: found "${exercise}" and "${extra}".` +
        ' Values of flags stand behind --, as in npm run exercise 1 -- --seed 1a2b.',
    );
  }
  const json = switches.has('json');
  if (json && deed !== 'grade' && deed !== 'help') {
    throw new Refusal(
      `--json tells a result, and --${deed} has none: leave one out.`,
    );
  }
  return {
    deed,
    ...(exercise === undefined ? {} : { exercise }),
    ...valuesOf(values),
    types: switches.has('types'),
    json,
    verbose: switches.has('verbose'),
    print: switches.has('print'),
    force: switches.has('force'),
  };
}

function parse(words: readonly string[]): Typed {
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      options: OPTIONS,
      allowPositionals: true,
    });
    const given = new Map(Object.entries(values));
    const value = (name: Value): [Value, string][] => {
      const text = given.get(name);
      return typeof text === 'string' ? [[name, text]] : [];
    };
    return {
      switches: new Set(SWITCHES.filter((name) => given.get(name) === true)),
      values: new Map(VALUES.flatMap(value)),
      words: positionals,
    };
  } catch (error) {
    throw flagRefusal(error, 'exercise');
  }
}

/** What parseArgs says of a word that it did not expect; its advice on `--` is not ours. */
export function flagRefusal(error: unknown, command: string): Refusal {
  const message = error instanceof Error ? error.message : String(error);
  const [sentence = message] = message.split(/\. |\n/);
  const words = sentence.replace(/\.$/, '');
  return new Refusal(`${words}. The flags there are: npm run ${command} -- --help`);
}

const OPTIONS: Readonly<Record<string, ParseArgsOption>> = Object.fromEntries([
  ...SWITCHES.map((name) => [name, { type: 'boolean' }]),
  ...VALUES.map((name) => [name, { type: 'string' }]),
  ['help', { type: 'boolean', short: 'h' }],
]);

interface ParseArgsOption {
  readonly type: 'boolean' | 'string';
  readonly short?: string;
}

type ReadValues = Pick<Wanted, 'seed' | 'oneCase' | 'file' | 'mine' | 'isolation'>;

function valuesOf(values: ReadonlyMap<Value, string>): ReadValues {
  const seed = values.get('seed');
  const oneCase = values.get('case');
  const file = values.get('file');
  const mine = values.get('mine');
  if (oneCase !== undefined && /^\d+$/.test(oneCase) && seed === undefined) {
    throw new Refusal(
      `--case ${oneCase} is a random program: it needs the --seed that drew it.`,
    );
  }
  return {
    ...(seed === undefined ? {} : { seed: readSeed(seed) }),
    ...(oneCase === undefined ? {} : { oneCase }),
    ...(file === undefined ? {} : { file }),
    ...(mine === undefined ? {} : { mine }),
    isolation: readIsolation(values.get('isolation') ?? 'node'),
  };
}

/** @throws Refusal */
export function readSeed(text: string): number {
  if (/^[0-9a-f]{1,8}$/i.test(text)) return Number.parseInt(text, 16);
  throw new Refusal(
    `--seed takes 1 to 8 hexadecimal digits, as in --seed 1a2b3c; found "${text}".`,
  );
}

/** @throws Refusal */
export function readIsolation(text: string): Isolation {
  if (text === 'node' || text === 'bwrap') return text;
  throw new Refusal(`--isolation is node or bwrap; found "${text}".`);
}
