// The judge's half of a conversation with a sandbox, wherever that is: asks, waits no
// longer than allowed, and says how it ended when it ended without an answer.

import type { ModuleProblem } from '../core/result.ts';
import type { Ending, Played, Sandbox, Telling } from '../core/sandbox.ts';
import { PROGRAM_MS, type Program } from '../core/scenario.ts';
import { WORDS } from '../core/sentences.ts';
import type { Answer, Load, Request } from './protocol.ts';

/** One process or worker with the learner's code: what passes to and fro. */
export interface Channel {
  /**
   * Fulfilled when it listens; with a problem if the learner's modules can not even
   * be read there. Rejected if it could not be started, which is no fault of theirs.
   */
  readonly ready: Promise<ModuleProblem | undefined>;
  /** How it ended, once it has. */
  readonly ending: Ending | undefined;
  onAnswer: (answer: Answer) => void;
  onEnd: (ending: Ending) => void;
  ask(requests: readonly Request[]): void;
  /** Ends it at once, unless it has ended; `why` is what it is remembered by. */
  end(why: Ending): void;
}

export interface AskingOptions {
  readonly isolation: string;
  /** What to load: the learner's modules and those they stand on. */
  readonly load: Load;
  /** How long one program may take, in milliseconds: PROGRAM_MS if absent. */
  readonly programMs?: number | undefined;
  /** Gives a place that was made ahead of time, or makes one. */
  readonly channel: () => Channel;
}

/** What an answer does to the exchange; undefined: it was not its turn. */
type Heard<T> = { readonly done: T } | 'next program' | 'same program' | undefined;

const GARBLED: Ending = { verdict: 'garbled', words: WORDS.garbled };
const RUN_OVER: Ending = { verdict: 'timed-out', words: WORDS.wholeRun };

/** An answer may wait behind our own work: after the time is up we look once more. */
const SECOND_LOOK_MS = 30;

export class AskingSandbox implements Sandbox {
  readonly isolation: string;
  readonly #options: AskingOptions;
  #channel: Channel | undefined;

  constructor(options: AskingOptions) {
    this.#options = options;
    this.isolation = options.isolation;
  }

  async open(): Promise<ModuleProblem | undefined> {
    this.close();
    const channel = this.#options.channel();
    this.#channel = channel;
    const unreadable = await channel.ready;
    if (unreadable !== undefined) return unreadable;
    const requests = [{ ask: 'load', load: this.#options.load } as const];
    const heard = await exchange<ModuleProblem | 'loaded'>(
      { channel, requests, mostMs: Number.POSITIVE_INFINITY },
      (answer) =>
        answer.say === 'loaded' ? { done: answer.problem ?? 'loaded' } : undefined,
    );
    if (heard === 'loaded') return undefined;
    if (!isEnding(heard, channel)) return heard;
    return { verdict: heard.verdict, words: `${heard.words}, while loading` };
  }

  async play(
    step: string,
    programs: readonly Program[],
    telling: Telling,
    mostMs: number,
  ): Promise<Played> {
    const problem = await this.#freshIfEnded();
    if (problem !== undefined)
      return { traces: [], ending: { verdict: 'threw', words: problem.words } };
    if (programs.length === 0) return { traces: [] };
    const channel = this.#channel;
    if (channel === undefined) throw new Error('the sandbox is closed');
    const traces: string[] = [];
    let lastCall: string | undefined;
    const { programMs } = this.#options;
    const requests = programs.map(
      (program, number) =>
        ({ ask: 'play', number, step, program, telling }) as const,
    );
    const heard = await exchange<'all'>(
      { channel, requests, mostMs, programMs },
      (answer) => {
        if (answer.say !== 'call' && answer.say !== 'played') return undefined;
        if (answer.number !== traces.length) return undefined;
        if (answer.say === 'call') {
          lastCall = answer.call.slice(0, 500);
          return telling === 'ahead' ? 'same program' : undefined;
        }
        traces.push(answer.trace);
        return traces.length === programs.length ? { done: 'all' } : 'next program';
      },
    );
    if (heard === 'all') return { traces };
    const call = lastCall === undefined ? {} : { lastCall };
    return { traces, ending: { ...heard, ...call } };
  }

  close(): void {
    this.#channel?.end({ verdict: 'ended-the-process', words: '' });
    this.#channel = undefined;
  }

  async #freshIfEnded(): Promise<ModuleProblem | undefined> {
    return this.#channel?.ending === undefined ? undefined : this.open();
  }
}

interface Exchange {
  readonly channel: Channel;
  readonly requests: readonly Request[];
  readonly mostMs: number;
  readonly programMs?: number | undefined;
}

/** Asks, and hears every answer until one is the last, or the place has ended. */
function exchange<T>(
  { channel, requests, mostMs, programMs = PROGRAM_MS }: Exchange,
  hear: (answer: Answer) => Heard<T>,
): Promise<T | Ending> {
  if (channel.ending !== undefined) return Promise.resolve(channel.ending);
  return new Promise((resolve) => {
    const run = stopwatch(mostMs, () => channel.end(RUN_OVER));
    const program = stopwatch(programMs, () =>
      channel.end({ verdict: 'timed-out', words: WORDS.timedOut(programMs) }),
    );
    const finish = (value: T | Ending): void => {
      run.stop();
      program.stop();
      channel.onAnswer = () => channel.end(GARBLED);
      channel.onEnd = () => {};
      resolve(value);
    };
    channel.onEnd = finish;
    channel.onAnswer = (answer) => {
      const heard = hear(answer);
      if (heard === undefined) return channel.end(GARBLED);
      if (heard === 'same program') return;
      if (heard !== 'next program') return finish(heard.done);
      program.again();
    };
    channel.ask(requests);
  });
}

interface Stopwatch {
  /** Begins anew. Cheap: it is done for every program, and nearly all are in time. */
  again(): void;
  stop(): void;
}

/** Calls `late` when the time is up, unless it is stopped before. */
function stopwatch(ms: number, late: () => void): Stopwatch {
  if (ms === Number.POSITIVE_INFINITY) return { again: () => {}, stop: () => {} };
  let end = performance.now() + ms;
  const look = (): void => {
    const left = end - performance.now();
    if (left > 0) timer = setTimeout(look, Math.ceil(left));
    else timer = setTimeout(lookAgain, SECOND_LOOK_MS);
  };
  const lookAgain = (): void => {
    if (performance.now() < end) look();
    else late();
  };
  let timer = setTimeout(look, ms);
  return {
    again: () => {
      end = performance.now() + ms;
    },
    stop: () => clearTimeout(timer),
  };
}

function isEnding(
  heard: ModuleProblem | Ending,
  channel: Channel,
): heard is Ending {
  return heard === channel.ending;
}
