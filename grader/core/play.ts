// Plays one program of a step against a module and writes down what it did. The same
// code plays the reference in the judge and the learner's module in the sandbox.

import type { VirtualWorld } from '#world';
import { Leftovers } from './leftovers.ts';
import { failed, returned } from './outcome.ts';
import type { Modules, Parts, Program, Stage, Step } from './scenario.ts';
import { scribble } from './scribble.ts';
import type { Outcome, Trace } from './trace.ts';
import { turn } from './turn.ts';

/** Thrown through a program that met a hole: nothing after it can be judged. */
const STOP = Symbol('stop');

export interface PlayOptions {
  /** Note each call in words. Most programs agree, and nobody reads what they did. */
  readonly words?: boolean;
  /** Told of each call, in words, before it is made. */
  readonly onCall?: (call: string) => void;
  /** Finds the learner's place in an error's stack, as `store.ts:61`. */
  readonly locate?: (error: unknown) => string | undefined;
  /** Fulfilled when the host has nothing left to do, where it can tell. */
  readonly idle?: () => Promise<void>;
  /** The lines that the module printed since this was asked last. */
  readonly printed?: () => readonly string[];
  /** What ended the program, whatever the call in which it was done may say. */
  readonly breach?: () => Breach | undefined;
}

/** What no program may do, and where it was done. */
export interface Breach {
  readonly outcome: Outcome;
  readonly where?: string;
}

/**
 * Plays a program and returns its trace. Every program has a world of its own. One that
 * waits for what nobody will do ends when nothing is left to do, with what it waits for
 * noted as pending.
 */
export async function play<Input>(
  step: Step<Input>,
  { subject, parts }: Modules,
  program: Program & { readonly input: Input },
  options: PlayOptions = {},
): Promise<Trace> {
  const stage = new Playing(parts, program, options);
  // What is handed out may hold a part of the program, which others play too.
  const input = program.scribbles ? structuredClone(program.input) : program.input;
  try {
    // Only a program that has to wait is waited for.
    const wait = step.play(subject, input, stage);
    if (wait !== undefined) await stage.untilOver(wait);
    stage.stopIfBroken();
  } catch (error) {
    if (error !== STOP) stage.noteFailure(OUTSIDE, error);
  }
  stage.noteEnd();
  return stage.trace();
}

/** The call of the last line of a program that is never over: nobody made it. */
export const NEVER_OVER: string = 'the end of the program';

/** The call of the line of what was thrown outside any call. */
export const OUTSIDE: string = 'the program';

/** The call of the line that notes what is left. */
const THE_END = 'at the end';

/** A line that is being written. */
interface Draft {
  readonly call: string;
  readonly at: number;
  outcome: Outcome;
  where?: string;
  printed?: readonly string[];
}

const PENDING: Outcome = { kind: 'pending' };

class Playing implements Stage {
  readonly parts: Parts;
  readonly #lines: Draft[] = [];
  readonly #program: Program;
  readonly #options: PlayOptions;
  #world: VirtualWorld | undefined;
  /** How many waits of the world's clock for all promises are under way. */
  #settling = 0;
  /** The last answer, where it is to be written on: after the scenario has used it. */
  #handedOut: unknown;
  #isStopped = false;
  #isStuck = false;
  readonly #leftovers = new Leftovers();

  constructor(parts: Parts, program: Program, options: PlayOptions) {
    this.parts = parts;
    this.#program = program;
    this.#options = options;
  }

  get world(): VirtualWorld {
    if (this.#world !== undefined) return this.#world;
    const world = this.parts.world.createVirtualWorld({
      seed: this.#program.seed,
      atRest: () => this.#settle(),
    });
    this.#leftovers.of(world);
    this.#world = world;
    return world;
  }

  async #settle(): Promise<void> {
    this.#settling += 1;
    await turn();
    this.#settling -= 1;
  }

  call<T>(words: () => string, action: () => T): T | undefined {
    const line = this.#begin(words);
    let value: T;
    try {
      value = action();
    } catch (error) {
      return this.#failed(line, error);
    }
    return this.#answered(line, value);
  }

  callAsync<T>(
    words: () => string,
    action: () => Promise<T>,
    { noted }: { readonly noted?: 'at its end' } = {},
  ): Promise<T | undefined> {
    const line = this.#begin(words);
    const promise = this.#wait(line, action, noted !== undefined);
    // A program that has stopped waits for nothing any more.
    promise.catch(() => {});
    return promise;
  }

  async #wait<T>(
    begun: Draft,
    action: () => Promise<T>,
    notedAtEnd: boolean,
  ): Promise<T | undefined> {
    const line = (): Draft => (notedAtEnd ? this.#movedToNow(begun) : begun);
    let value: T;
    try {
      value = await action();
    } catch (error) {
      return this.#failed(line(), error);
    }
    return this.#answered(line(), value);
  }

  /** The line of a call that is noted where its answer came. */
  #movedToNow(begun: Draft): Draft {
    const line = { ...begun, at: this.#now };
    this.#lines.splice(this.#lines.indexOf(begun), 1);
    this.#lines.push(line);
    return line;
  }

  /** Waits for the program, or until nothing can bring it any further. */
  async untilOver(program: Promise<void>): Promise<void> {
    let isOver = false;
    const over = program.finally(() => {
      isOver = true;
    });
    over.catch(() => {});
    const rest = async (): Promise<void> => {
      const { idle } = this.#options;
      if (idle !== undefined) return idle();
      await turn();
      while (!isOver && !this.#isStopped && this.#settling > 0) await turn();
    };
    // At rest, a program that is not over waits for what nobody will do.
    await Promise.race([over, rest()]);
    if (isOver || this.#isStopped) return;
    this.#isStuck = true;
    this.#add(NEVER_OVER);
  }

  /** Notes what is left at the end of a program that came to its end. */
  noteEnd(): void {
    this.#notePrinted(this.#lines.at(-1));
    if (this.#isStopped || this.#isStuck || this.#leftovers.isEmpty) return;
    const line = this.#add(this.#inWords ? THE_END : '');
    try {
      line.outcome = { kind: 'left', ...this.#leftovers.look() };
    } catch (error) {
      this.#fail(line, error);
    }
  }

  atEnd(what: string, look: () => Readonly<Record<string, number>>): void {
    this.#leftovers.add(what, look);
  }

  /** What was noted so far; what comes later is no part of the program. */
  trace(): Trace {
    return this.#lines.map((line) => ({ ...line }));
  }

  noteFailure(call: string, error: unknown): void {
    const line = this.#add(call);
    this.#fail(line, error);
    Object.assign(line, this.#options.breach?.());
  }

  #begin(words: () => string): Draft {
    if (this.#isStopped) throw STOP;
    this.#notePrinted(this.#lines.at(-1));
    scribble(this.#handedOut);
    this.#handedOut = undefined;
    const call = this.#inWords ? this.#callIn(words) : '';
    this.#options.onCall?.(call);
    return this.#add(call);
  }

  /** What was printed until now belongs to a line: to its call, or to what it led to. */
  #notePrinted(line: Draft | undefined): void {
    const come = this.#options.printed?.() ?? [];
    if (line === undefined || come.length === 0) return;
    line.printed = [...(line.printed ?? []), ...come];
  }

  #callIn(words: () => string): string {
    return this.#program.scribbles
      ? `${words()}, and write on the answer`
      : words();
  }

  #add(call: string): Draft {
    const line: Draft = { call, at: this.#now, outcome: PENDING };
    this.#lines.push(line);
    return line;
  }

  get #now(): number {
    return this.#world?.clock.now() ?? 0;
  }

  get #inWords(): boolean {
    const { words = false, onCall } = this.#options;
    return words || onCall !== undefined;
  }

  #answered<T>(line: Draft, value: T): T {
    this.#notePrinted(line);
    if (this.#program.scribbles) this.#handedOut = value;
    try {
      line.outcome = returned(value);
    } catch (error) {
      // A getter of the answer that meets a hole.
      this.#failed(line, error);
    }
    this.stopIfBroken(line);
    return value;
  }

  /** Notes a breach as the end of the program. */
  stopIfBroken(line?: Draft): void {
    const breach = this.#isStopped ? undefined : this.#options.breach?.();
    if (breach === undefined) return;
    Object.assign(line ?? this.#add(OUTSIDE), breach);
    this.#isStopped = true;
    throw STOP;
  }

  #failed(line: Draft, error: unknown): undefined {
    this.#fail(line, error);
    this.stopIfBroken(line);
    if (line.outcome.kind !== 'not-written') return undefined;
    this.#isStopped = true;
    throw STOP;
  }

  #fail(line: Draft, error: unknown): void {
    this.#notePrinted(line);
    line.outcome = failed(error);
    // To read a stack costs more than most calls; where nobody reads words, only the
    // place of a hole is wanted.
    if (line.outcome.kind !== 'not-written' && !this.#inWords) return;
    const where = this.#options.locate?.(error);
    if (where !== undefined) line.where = where;
  }
}
