// Plays one program of a step against a module and writes down what it did. The same
// code plays the reference in the judge and the learner's module in the sandbox.

import { createVirtualWorld, type VirtualWorld } from '#world';
import { OddValue, toPlain } from './plain.ts';
import type { Stage, Step, Subject } from './scenario.ts';
import type { Outcome, Trace, TraceLine } from './trace.ts';

/** Thrown through a program that met a hole: nothing after it can be judged. */
const STOP = Symbol('stop');

export interface PlayOptions {
  /** Note each call in words. Most programs agree, and nobody reads what they did. */
  readonly words?: boolean;
  /** Told of each call, in words, before it is made. */
  readonly onCall?: (call: string) => void;
  /** Finds the learner's place in an error's stack, as `store.ts:61`. */
  readonly locate?: (error: unknown) => string | undefined;
}

/** Plays `input` and returns its trace. Every program has a world of its own. */
export async function play<Input>(
  step: Step<Input>,
  subject: Subject,
  input: Input,
  options: PlayOptions = {},
): Promise<Trace> {
  const stage = new Playing(options);
  try {
    // Only a program that has to wait is waited for.
    const wait = step.play(subject, input, stage);
    if (wait !== undefined) await wait;
  } catch (error) {
    if (error !== STOP) stage.noteFailure('the program', error);
  }
  return stage.lines;
}

class Playing implements Stage {
  readonly lines: TraceLine[] = [];
  readonly #options: PlayOptions;
  #world: VirtualWorld | undefined;

  constructor(options: PlayOptions) {
    this.#options = options;
  }

  get world(): VirtualWorld {
    this.#world ??= createVirtualWorld({ seed: 1 });
    return this.#world;
  }

  call<T>(words: () => string, action: () => T): T | undefined {
    const call = this.#begin(words);
    let value: T;
    try {
      value = action();
    } catch (error) {
      return this.#failed(call, error);
    }
    this.#note(call, returned(value));
    return value;
  }

  async callAsync<T>(
    words: () => string,
    action: () => Promise<T>,
  ): Promise<T | undefined> {
    const call = this.#begin(words);
    let value: T;
    try {
      value = await action();
    } catch (error) {
      return this.#failed(call, error);
    }
    this.#note(call, returned(value));
    return value;
  }

  noteFailure(call: string, error: unknown): Outcome {
    const outcome = failed(error);
    // To read a stack costs more than most calls; where nobody reads words, only the
    // place of a hole is wanted.
    const wanted = outcome.kind === 'not-written' || this.#inWords;
    this.#note(call, outcome, wanted ? this.#options.locate?.(error) : undefined);
    return outcome;
  }

  #begin(words: () => string): string {
    const call = this.#inWords ? words() : '';
    this.#options.onCall?.(call);
    return call;
  }

  get #inWords(): boolean {
    const { words = false, onCall } = this.#options;
    return words || onCall !== undefined;
  }

  #failed(call: string, error: unknown): undefined {
    if (this.noteFailure(call, error).kind === 'not-written') throw STOP;
    return undefined;
  }

  #note(call: string, outcome: Outcome, where?: string): void {
    const at = this.#world?.clock.now() ?? 0;
    const line = { call, at, outcome };
    this.lines.push(where === undefined ? line : { ...line, where });
  }
}

function returned(value: unknown): Outcome {
  try {
    return { kind: 'returned', value: toPlain(value) };
  } catch (error) {
    if (error instanceof OddValue) return { kind: 'odd', what: error.message };
    // A getter that meets a hole says so; any other that throws has no answer.
    const { name } = fieldsOf(error);
    if (name === 'NotWritten') throw error;
    return { kind: 'odd', what: 'a value that throws when it is read' };
  }
}

function failed(error: unknown): Outcome {
  const { name, step, code, message } = fieldsOf(error);
  if (name === 'NotWritten') return { kind: 'not-written', step };
  // Errors with a code are told apart by it; of others the name says what they are.
  const named = code === '' && name !== '' && name !== 'Error';
  return { kind: 'threw', code, message: named ? `${name}: ${message}` : message };
}

interface ErrorFields {
  readonly name: string;
  readonly step: string;
  readonly code: string;
  readonly message: string;
}

/** The fields of what was thrown, as texts; anything may be thrown. */
function fieldsOf(error: unknown): ErrorFields {
  const text = (key: string): string => {
    try {
      return short(Reflect.get(Object(error), key));
    } catch {
      return '';
    }
  };
  const thrown = typeof error === 'object' && error !== null;
  return {
    name: thrown ? text('name') : '',
    step: thrown ? text('step') : '',
    code: thrown ? text('code') : '',
    message: thrown ? text('message') : String(error).slice(0, LONGEST),
  };
}

const LONGEST = 1_000;

function short(value: unknown): string {
  const simple = typeof value === 'string' || typeof value === 'number';
  return simple ? String(value).slice(0, LONGEST) : '';
}
