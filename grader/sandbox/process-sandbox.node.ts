// The judge's half of the sandbox: starts the process, asks, waits no longer than
// allowed, and says how it ended when it ended without an answer.

import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import type { Plain } from '../core/plain.ts';
import type { ModuleProblem } from '../core/result.ts';
import type { Ending, Played, Sandbox, Telling } from '../core/sandbox.ts';
import { OUTPUT_MIB, SECONDS_A_PROGRAM, WORDS } from '../core/words.ts';
import { type Box, commandFor, createBox, type Isolation } from './limits.node.ts';
import { Output } from './output.ts';
import { type Answer, type Load, type Request, readAnswer } from './protocol.ts';

/** No line is longer than this; what is longer comes from somebody else. */
const LONGEST_LINE = 1024 * 1024;

/** One process of the learner's code. */
export class Runner {
  readonly output: Output = new Output();
  /** Called for each answer, and once with the way in which the process ended. */
  onAnswer: (answer: Answer) => void = () => {};
  onEnd: (ending: Ending) => void = () => {};
  readonly #nonce = randomBytes(12).toString('hex');
  readonly #box: Box;
  readonly #process: ChildProcess;
  #ending: Ending | undefined;
  #rest = '';

  constructor(script: string, isolation: Isolation) {
    this.#box = createBox(script);
    const { file, args, ids } = commandFor(this.#box, isolation);
    this.#process = spawn(file, args, {
      cwd: this.#box.folder,
      env: {},
      detached: process.platform !== 'win32',
      stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
      ...ids,
    });
    this.#listen();
    this.#write(JSON.stringify({ nonce: this.#nonce }));
  }

  ask(requests: readonly Request[]): void {
    this.#write(requests.map((request) => JSON.stringify(request)).join('\n'));
  }

  /** Ends the process and all that it started; `why` is what it is remembered by. */
  end(why: Ending): void {
    if (this.#ending !== undefined) return;
    this.#ending = why;
    this.#kill();
    this.#box.remove();
    this.onEnd(why);
  }

  #listen(): void {
    const [input, out, err, answers] = this.#process.stdio;
    // A process that is gone cannot be written to; its end says so already.
    input?.on('error', () => {});
    for (const stream of [out, err]) {
      stream?.on('data', (bytes: Buffer) => this.#printed(bytes));
    }
    answers?.on('data', (bytes: Buffer) => this.#received(bytes));
    this.#process.on('error', (error) => this.end(ended(error.message)));
    // 'close' comes after the last byte of every stream.
    this.#process.on('close', (code, signal) =>
      this.end(endingOf(code, signal, this.output.text)),
    );
  }

  #printed(bytes: Buffer): void {
    this.output.add(bytes);
    if (this.output.total > OUTPUT_MIB * 1024 * 1024) {
      this.end({ verdict: 'flooded', words: WORDS.flooded });
    }
  }

  #received(bytes: Buffer): void {
    const lines = (this.#rest + bytes.toString('utf8')).split('\n');
    this.#rest = lines.pop() ?? '';
    if (this.#rest.length > LONGEST_LINE) this.end(GARBLED);
    for (const line of lines) {
      if (this.#ending !== undefined) return;
      const answer = readAnswer(line, this.#nonce);
      if (answer === undefined) this.end(GARBLED);
      else if (answer.say === 'end') this.end(saidEnd(answer));
      else this.onAnswer(answer);
    }
  }

  #write(text: string): void {
    const input = this.#process.stdin;
    if (input?.writable) input.write(`${text}\n`);
  }

  #kill(): void {
    const { pid } = this.#process;
    if (pid === undefined) return;
    try {
      if (process.platform === 'win32') this.#process.kill('SIGKILL');
      else process.kill(-pid, 'SIGKILL');
    } catch {
      // Already gone.
    }
  }
}

const GARBLED: Ending = { verdict: 'garbled', words: WORDS.garbled };

function ended(how: string): Ending {
  return { verdict: 'ended-the-process', words: WORDS.ended(how) };
}

function saidEnd(answer: Extract<Answer, { say: 'end' }>): Ending {
  if (answer.verdict === 'threw') return { verdict: 'threw', words: answer.words };
  return { verdict: 'never-settled', words: WORDS.neverSettled };
}

/** What an exit without an answer means. */
function endingOf(
  code: number | null,
  signal: string | null,
  printed: string,
): Ending {
  if (
    /heap out of memory|allocation failed|bad_alloc|Array buffer/i.test(printed)
  ) {
    return { verdict: 'out-of-memory', words: WORDS.outOfMemory };
  }
  if (signal === 'SIGXCPU') return { verdict: 'timed-out', words: WORDS.timedOut };
  if (signal !== null) return { verdict: 'crashed', words: WORDS.crashed(signal) };
  if (code !== null && code > 128) {
    return { verdict: 'crashed', words: WORDS.crashed(`signal ${code - 128}`) };
  }
  return ended(`exit ${code}`);
}

export interface ProcessSandboxOptions {
  readonly isolation: Isolation;
  /** What to load: the learner's modules and those they stand on. */
  readonly load: Load;
  /** Gives a runner that was started ahead of time, or starts one. */
  readonly runner: () => Runner;
}

/** The learner's module in a process of its own. */
export class ProcessSandbox implements Sandbox {
  readonly isolation: string;
  readonly #options: ProcessSandboxOptions;
  #runner: Runner | undefined;
  readonly #outputs: Output[] = [];

  constructor(options: ProcessSandboxOptions) {
    this.#options = options;
    this.isolation = options.isolation;
  }

  /** What the learner's code printed in all its processes. */
  get output(): { text: string; dropped: number } {
    return Output.together(this.#outputs);
  }

  open(): Promise<ModuleProblem | undefined> {
    this.close();
    const runner = this.#options.runner();
    this.#runner = runner;
    this.#outputs.push(runner.output);
    return new Promise((resolve) => {
      const stop = deadline(runner);
      runner.onEnd = (ending) => {
        stop();
        resolve({
          verdict: ending.verdict,
          words: `${ending.words}, while loading`,
        });
      };
      runner.onAnswer = (answer) => {
        stop();
        if (answer.say === 'loaded') resolve(answer.problem);
        else runner.end(GARBLED);
      };
      runner.ask([{ ask: 'load', load: this.#options.load }]);
    });
  }

  play(step: string, inputs: readonly Plain[], telling: Telling): Promise<Played> {
    const runner = this.#runner;
    if (runner === undefined || inputs.length === 0)
      return Promise.resolve({ traces: [] });
    return new Promise((resolve) => {
      const traces: string[] = [];
      let lastCall: string | undefined;
      let stop = deadline(runner);
      runner.onEnd = (ending) => {
        stop();
        const call = lastCall === undefined ? {} : { lastCall };
        resolve({ traces, ending: { ...ending, ...call } });
      };
      runner.onAnswer = (answer) => {
        stop();
        if (answer.say === 'loaded' || answer.say === 'end')
          return runner.end(GARBLED);
        if (answer.number !== traces.length) return runner.end(GARBLED);
        if (answer.say === 'call') lastCall = String(answer.call).slice(0, 500);
        else traces.push(answer.trace);
        if (traces.length === inputs.length) return resolve({ traces });
        stop = deadline(runner);
      };
      runner.ask(
        inputs.map((input, number) => ({
          ask: 'play',
          number,
          step,
          input,
          telling,
        })),
      );
    });
  }

  close(): void {
    this.#runner?.end({ verdict: 'ended-the-process', words: '' });
    this.#runner = undefined;
  }
}

/** Ends the runner unless it answers in time; the result calls that off. */
function deadline(runner: Runner): () => void {
  const timer = setTimeout(() => {
    runner.end({ verdict: 'timed-out', words: WORDS.timedOut });
  }, SECONDS_A_PROGRAM * 1000);
  return () => clearTimeout(timer);
}
