// The page model: what a chapter says, as plain data. Parsing makes it, HTML is made
// from it, and neither knows the other.

import type { Proof, Verdict } from '../literate/claims.ts';
import type { Head } from './head.ts';

/** Lines that the learner writes, from `from` up to `to` in the code that holds them. */
export interface HoleText {
  /** '1.3', and the later steps that grade it too. */
  readonly steps: readonly string[];
  /** What to do, in one line. */
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** Code that equals a region of the reference. */
export interface Woven {
  readonly kind: 'woven';
  readonly file: string;
  readonly region: string;
  readonly code: string;
  /** Where the lines go: `in class Store, after put`. Empty when it is not known. */
  readonly place: string;
  /** What the lines stand in: class, interface, function, or ''. */
  readonly within: string;
  /** The regions of its file in the order in which the chapter tells them. */
  readonly outline: readonly string[];
  /** The holes that lie in this region. */
  readonly holes: readonly HoleText[];
}

export interface Run {
  readonly kind: 'run';
  readonly name: string;
  /** What it prints is folded, for the reader to guess first. */
  readonly predict: boolean;
  readonly code: string;
  readonly output: string | undefined;
}

export interface Diff {
  readonly kind: 'diff';
  readonly from: string;
  readonly to: string;
  readonly code: string;
}

/** A command, a manifest or a piece of data. */
export interface Command {
  readonly kind: 'command';
  readonly lang: string;
  readonly code: string;
  readonly output: string | undefined;
  readonly mode: 'run' | 'illustration' | 'plain';
}

export type Code = Woven | Run | Diff | Command;

export type Block =
  | Code
  | {
      readonly kind: 'heading';
      readonly level: number;
      readonly id: string;
      readonly html: string;
    }
  | { readonly kind: 'prose'; readonly html: string }
  | { readonly kind: 'table'; readonly html: string }
  | {
      readonly kind: 'side';
      readonly body: readonly Block[];
      readonly rows: number;
    }
  | Claim
  | { readonly kind: 'question'; readonly body: readonly Block[] }
  | { readonly kind: 'answer'; readonly body: readonly Block[] }
  | {
      readonly kind: 'differs';
      /** Rows of what etcd does and what ours does, as inline HTML. */
      readonly rows: readonly (readonly string[])[];
      readonly body: readonly Block[];
    }
  | {
      readonly kind: 'figure';
      /** Set where a reader can play with it: the name of its island. */
      readonly island?: string;
      /** SVG, or several of them in a strip. */
      readonly drawing: string;
      readonly caption: string;
    }
  | { readonly kind: 'exercise' };

export interface Claim {
  readonly kind: 'claim';
  readonly id: string;
  readonly verdict: Verdict;
  /** The claim in one sentence, as inline HTML. */
  readonly claim: string;
  readonly body: readonly Block[];
  readonly proof: Proof;
  /** The heading under which it stands. */
  readonly section: string;
}

/** A whole module as it stands at the end of its chapter. */
export interface WholeFile {
  readonly file: string;
  readonly code: string;
  readonly steps: readonly string[];
}

/** A step of the exercise, its words already HTML. */
export interface StepText {
  readonly id: string;
  readonly title: string;
  readonly rule: string;
  readonly source: string;
  /** The heading that tells it; its id is '' when there is none. */
  readonly section: { readonly id: string; readonly html: string };
  /** Where its holes are: `01-store/range.ts`. */
  readonly files: readonly string[];
  readonly hints: readonly string[];
}

export interface Page {
  readonly head: Head;
  readonly steps: readonly StepText[];
  readonly blocks: readonly Block[];
  /** The modules that the chapter tells, in reading order. */
  readonly files: readonly WholeFile[];
  /** Its modules that are not told line by line: `01-store/bytes.ts`. */
  readonly engine: readonly string[];
  /** Modules of the learner that hold a hole: `exercises/01-store/range.ts`. */
  readonly toWrite: readonly string[];
}

/** Every claim box of a page, with those inside other blocks. */
export function claimsOf(blocks: readonly Block[]): Claim[] {
  return blocks.flatMap((block) => {
    if (block.kind === 'claim') return [block];
    return 'body' in block ? claimsOf(block.body) : [];
  });
}

/** Every piece of code of a page, with those inside other blocks. */
export function codeOf(blocks: readonly Block[]): Code[] {
  return blocks.flatMap((block) => {
    if ('code' in block) return [block];
    return 'body' in block ? codeOf(block.body) : [];
  });
}
