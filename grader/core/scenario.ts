// What a step of an exercise is: what varies, how it is played, how it is judged.
// A scenario (grader/scenarios/) is the list of a chapter's steps.

import type * as FastCheck from 'fast-check';
import type * as Lease from '#lease';
import type * as Objects from '#objects';
import type * as Store from '#store';
import type * as Txn from '#txn';
import type * as Watch from '#watch';
import type * as World from '#world';
import type { Pairs } from './pairs.ts';
import type { Plain } from './plain.ts';
import type { Trace, TraceLine } from './trace.ts';

/** The exports of the module that is played: the learner's, the reference's, a mutant's. */
export type Subject = Readonly<Record<string, unknown>>;

/**
 * The chapters by name, as they are played: those below the scenario's own are there. A
 * scenario takes all that it runs of them from here and imports only their types, so
 * that it shares one copy with the module that is played. The learner's own, if asked.
 */
export interface Parts {
  readonly world: typeof World;
  readonly store: typeof Store;
  readonly txn: typeof Txn;
  readonly watch: typeof Watch;
  readonly lease: typeof Lease;
  readonly objects: typeof Objects;
}

/** What is played: a chapter's module, and the chapters that it stands on. */
export interface Modules {
  readonly subject: Subject;
  readonly parts: Parts;
}

/** One program of a step, and the seed of the world that it is played in. */
export interface Program {
  readonly input: Plain;
  readonly seed: number;
  /** After each call its answer is written on, before the next one is made. */
  readonly scribbles?: true;
}

/** Where a program is played: a fresh virtual world, and the trace being written. */
export interface Stage {
  readonly world: World.VirtualWorld;
  readonly parts: Parts;
  /**
   * Looks, when the program is over, how many there still are of each thing of `what`:
   * `atEnd('the store', () => ({ listeners }))`. More than the reference leaves is a leak.
   * What the world itself holds is looked at without being asked.
   */
  atEnd(what: string, look: () => Readonly<Record<string, number>>): void;
  /**
   * Does `action` and notes how it ended, with `words` for the call when they are wanted.
   * Returns the value, or undefined if it threw: a program goes on after an error.
   */
  call<T>(words: () => string, action: () => T): T | undefined;
  /**
   * The same for an action that promises. Its line and its virtual time are those of
   * the call, however late the answer is; with `noted: 'at its end'` they are those of
   * the answer, so that the order of answers is part of the trace.
   */
  callAsync<T>(
    words: () => string,
    action: () => Promise<T>,
    options?: { readonly noted?: 'at its end' },
  ): Promise<T | undefined>;
}

/** How long the learner's code may take, where the defaults are not enough. */
export interface Budget {
  /** For one program, in milliseconds: PROGRAM_MS if absent. */
  readonly programMs?: number;
  /** For the whole run, in milliseconds: RUN_MS if absent. */
  readonly runMs?: number;
}

export const PROGRAM_MS: number = 2_000;
export const RUN_MS: number = 10_000;

/** What must hold of every trace, where more than one answer is right. */
export interface Law<Input> {
  /** The law as a sentence. */
  readonly says: string;
  /** The first place that breaks it. `reference` is one right trace among others. */
  broken(trace: Trace, input: Input, reference: Trace): Breach | undefined;
}

export interface Breach {
  /** The number of the line, from 0. */
  readonly line: number;
  /** In which way, as the end of a sentence: two that break it alike say the same. */
  readonly how?: string;
}

export interface Step<Input> {
  /** As declared in the chapter: '1.3'. */
  readonly id: string;
  /** Named programs that are always played, first. Plain data. */
  readonly cases: Readonly<Record<string, Input>>;
  /** Programs by rule, for each pair of the options that a request has. */
  readonly pairs?: Pairs<Input>;
  /** How random programs are drawn; shrinking follows from it. */
  draw(fc: typeof FastCheck): FastCheck.Arbitrary<Input>;
  /** Plays one program. Asks nothing but the subject, the input and the stage. */
  play(subject: Subject, input: Input, stage: Stage): void | Promise<void>;
  /** Present: the trace is judged by these. Absent: it must equal the reference's. */
  readonly laws?: readonly Law<Input>[];
  /** What the chapter promises about the work; counted, and never timed. */
  readonly costs?: readonly Cost[];
}

/** Something whose work may not grow faster than it does for the reference. */
export interface Cost {
  /** What is done, as a sentence begins: 'a get of one key'. */
  readonly what: string;
  /**
   * Counted is not the work, but what is held on to: the action answers with who holds,
   * which is `what` ('a hub'), and after it with what it was given: `[hub, store]`.
   * What is over, and is still held, is a leak.
   */
  readonly isHeld?: true;
  /** What there is more and more of: 'keys'. */
  readonly among: string;
  /** How many there are at first, 32 if absent; the second time 16 times as many. */
  readonly few?: number;
  /**
   * Prepares a place with `many` of them, and returns what is counted. Where both take
   * promises, all is counted that comes to pass until the second is fulfilled.
   */
  prepare(subject: Subject, many: number, stage: Place): Action;
}

/** What is counted: at once, or until it is fulfilled. */
export type Action = (() => unknown) | Promise<() => Promise<unknown>>;

/** Where a cost is counted. */
export type Place = Pick<Stage, 'world' | 'parts'>;

export interface Scenario {
  /** The file that holds these exports: `--file` stands in its place. */
  readonly file: string;
  /** What the module must export; functions all. */
  readonly exports: readonly string[];
  /** Each takes the inputs that it draws itself. */
  readonly steps: readonly Step<unknown>[];
  /** How a line's outcome is told to a person: one text a row. */
  readonly say: (line: TraceLine) => readonly string[];
  readonly budget?: Budget;
}

/** A wrong version of the reference, as a person would have got it wrong. */
export interface Mutant {
  /** 'M4', unique in its chapter. */
  readonly id: string;
  /** The step in which it must fail. */
  readonly step: string;
  /** What was misunderstood, as the end of "It looks as if …". */
  readonly looksAsIf: string;
  /** A question or pointer that helps out of this misreading. */
  readonly hint: string;
  readonly file: string;
  /** Texts of the reference's file, each found exactly once, and what stands instead. */
  readonly swaps: readonly (readonly [found: string, instead: string])[];
}
