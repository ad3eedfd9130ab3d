// What judge and sandbox say to each other: one JSON text a line, plain data only.

import { EXIT, type ModuleProblem } from '../core/result.ts';
import type { Telling } from '../core/sandbox.ts';
import type { Program } from '../core/scenario.ts';
import { isObject, isPlace, isText } from '../core/trace.ts';

/** The modules to load, as bodies of functions. */
export interface Load {
  readonly modules: readonly {
    readonly id: string;
    readonly body: string;
    /** The learner's own: their lines are shown, those of given modules are not. */
    readonly own: boolean;
  }[];
  /** `#name` to the id of a module. */
  readonly names: Readonly<Record<string, string>>;
  readonly entry: string;
  /** Show what is printed in every program, not only in those that are told. */
  readonly prints?: boolean;
  readonly exports: readonly string[];
}

export type Request =
  | { readonly ask: 'load'; readonly load: Load }
  | {
      readonly ask: 'play';
      readonly number: number;
      readonly step: string;
      readonly program: Program;
      readonly telling: Telling;
    };

export type Answer =
  /** Said once, before anything of the learner's is loaded. */
  | { readonly say: 'ready' }
  | { readonly say: 'loaded'; readonly problem?: ModuleProblem }
  | { readonly say: 'call'; readonly number: number; readonly call: string }
  /** `trace` is JSON text: where it equals the reference's, nobody has to read it. */
  | { readonly say: 'played'; readonly number: number; readonly trace: string }
  | {
      readonly say: 'end';
      readonly verdict: 'never-settled' | 'threw';
      readonly words: string;
    };

/** An answer longer than this, in characters, is none of ours. */
export const LONGEST_ANSWER: number = 1024 * 1024;

/** The line that carries an answer. The nonce tells our lines from what others write. */
export function writeAnswer(answer: Answer, nonce: string): string {
  return answer.say === 'played'
    ? `${nonce} played ${answer.number} ${answer.trace}\n`
    : `${nonce} ${JSON.stringify(answer)}\n`;
}

/** Reads such a line; undefined if it is none. What it says is judged elsewhere. */
export function readAnswer(line: string, nonce: string): Answer | undefined {
  if (!line.startsWith(`${nonce} `) || line.length > LONGEST_ANSWER)
    return undefined;
  const rest = line.slice(nonce.length + 1);
  const [played, number = ''] = /^played (\d{1,9}) /.exec(rest) ?? [];
  if (played !== undefined)
    return {
      say: 'played',
      number: Number(number),
      trace: rest.slice(played.length),
    };
  try {
    const answer: unknown = JSON.parse(rest);
    return isAnswer(answer) ? answer : undefined;
  } catch {
    return undefined;
  }
}

function isAnswer(value: unknown): value is Answer {
  if (!isObject(value)) return false;
  switch (value.say) {
    case 'ready':
      return true;
    case 'loaded':
      return value.problem === undefined || isProblem(value.problem);
    case 'call':
      return typeof value.number === 'number' && isText(value.call);
    case 'end':
      return (
        isText(value.words) &&
        (value.verdict === 'never-settled' || value.verdict === 'threw')
      );
    default:
      return false;
  }
}

function isProblem(value: unknown): boolean {
  return (
    isObject(value) &&
    isText(value.verdict) &&
    value.verdict !== 'passed' &&
    Object.hasOwn(EXIT, value.verdict) &&
    isText(value.words) &&
    isPlace(value.where)
  );
}
