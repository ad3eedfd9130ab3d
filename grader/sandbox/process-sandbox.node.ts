// The sandbox that is a process: starts it, reads what it says and prints, and knows
// how it ended.

import { type ChildProcess, spawn } from 'node:child_process';
import { constants } from 'node:os';
import type { Ending } from '../core/sandbox.ts';
import { PROGRAM_MS } from '../core/scenario.ts';
import { OUTPUT_MIB, WORDS } from '../core/sentences.ts';
import { AskingSandbox, type Channel } from './asking.ts';
import {
  type Box,
  commandFor,
  createBox,
  type Isolation,
  watchedHere,
} from './limits.node.ts';
import { watchMemory } from './memory-watch.node.ts';
import { Output } from './output.ts';
import {
  type Answer,
  LONGEST_ANSWER,
  type Load,
  type Request,
  readAnswer,
} from './protocol.ts';
import { randomBytes } from './random.node.ts';

/** How long a process may take to start, in milliseconds: a cold disk is slow. */
const START_MS = 15_000;

/** One process of the learner's code. */
export class SandboxProcess implements Channel {
  readonly output: Output = new Output();
  readonly ready: Promise<undefined>;
  /** Fulfilled when all that it printed was read. */
  readonly closed: Promise<void>;
  onAnswer: (answer: Answer) => void = () => this.end(GARBLED);
  onEnd: (ending: Ending) => void = () => {};
  readonly #nonce = randomBytes(12).toString('hex');
  readonly #box: Box;
  readonly #process: ChildProcess;
  readonly #decoder = new TextDecoder();
  #starting: { yes(): void; no(why: string): void } | undefined;
  #ending: Ending | undefined;
  #rest = '';
  #stopWatching = (): void => {};

  /** `watched`: the bytes that it may hold where the kernel does not bound them. */
  constructor(
    script: string,
    isolation: Isolation,
    watched: number | undefined = watchedHere(),
  ) {
    this.#box = createBox(script);
    const { file, args, ids } = commandFor(this.#box, isolation, watched);
    this.#process = spawn(file, args, {
      cwd: this.#box.folder,
      env: {},
      detached: process.platform !== 'win32',
      stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
      ...ids,
    });
    this.ready = this.#start();
    this.closed = new Promise((resolve) => {
      for (const event of ['close', 'error'])
        this.#process.on(event, () => resolve());
    });
    // One that was started ahead of time may never be asked.
    this.ready.catch(() => {});
    this.#listen();
    this.#watch(watched);
    this.#write(JSON.stringify({ nonce: this.#nonce }));
  }

  get ending(): Ending | undefined {
    return this.#ending;
  }

  ask(requests: readonly Request[]): void {
    this.#write(requests.map((request) => JSON.stringify(request)).join('\n'));
  }

  /** Ends the process and all that it started; `why` is what it is remembered by. */
  end(why: Ending): void {
    if (this.#ending !== undefined) return;
    this.#ending = why;
    this.#starting?.no(why.words);
    this.#stopWatching();
    this.#kill();
    this.#box.remove();
    this.onEnd(why);
  }

  #watch(mostBytes: number | undefined): void {
    const { pid } = this.#process;
    if (mostBytes === undefined || pid === undefined) return;
    this.#stopWatching = watchMemory(pid, mostBytes, () => this.end(OUT_OF_MEMORY));
  }

  #start(): Promise<undefined> {
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => {
        this.end(ended(`no sign of it within ${START_MS / 1000} s`));
      }, START_MS);
      this.#starting = {
        yes: () => {
          clearTimeout(late);
          this.#starting = undefined;
          resolve(undefined);
        },
        no: (why) => {
          clearTimeout(late);
          const said = this.output.text.trim().split('\n')[0] || why;
          reject(new Error(`the sandbox did not start: ${said}`));
        },
      };
    });
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
    this.#process.on('close', (code, signal) => {
      this.end(endingOf(code, signal, this.output.text));
      this.output.forgetLastWords();
    });
  }

  #printed(bytes: Buffer): void {
    this.output.add(bytes);
    if (this.output.total > OUTPUT_MIB * 1024 * 1024) {
      this.end({ verdict: 'flooded', words: WORDS.flooded });
    }
  }

  #received(bytes: Buffer): void {
    if (this.#ending !== undefined) return;
    // A character may begin in one chunk and end in the next.
    const text = this.#decoder.decode(bytes, { stream: true });
    const lines = (this.#rest + text).split('\n');
    this.#rest = lines.pop() ?? '';
    if (this.#rest.length > LONGEST_ANSWER) this.end(GARBLED);
    for (const line of lines) {
      if (this.#ending !== undefined) return;
      this.#heard(readAnswer(line, this.#nonce));
    }
  }

  #heard(answer: Answer | undefined): void {
    if (answer === undefined) this.end(GARBLED);
    else if (answer.say === 'ready' && this.#starting) this.#starting.yes();
    else if (answer.say === 'end') this.end(saidEnd(answer));
    else this.onAnswer(answer);
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
const OUT_OF_MEMORY: Ending = {
  verdict: 'out-of-memory',
  words: WORDS.outOfMemory,
};

function ended(how: string): Ending {
  return { verdict: 'ended-the-process', words: WORDS.ended(how) };
}

function saidEnd(answer: Extract<Answer, { say: 'end' }>): Ending {
  if (answer.verdict === 'threw') return { verdict: 'threw', words: answer.words };
  return { verdict: 'never-settled', words: WORDS.neverSettled };
}

/** What V8 and the allocator say when there is no memory left. */
const NO_MEMORY = /out of memory|allocation failed|bad_alloc|process OOM/i;

/** What an exit without an answer means. */
function endingOf(
  code: number | null,
  signal: NodeJS.Signals | null,
  printed: string,
): Ending {
  const death = signal ?? signalIn(code);
  if (death === undefined) return ended(`exit ${code}`);
  if (NO_MEMORY.test(printed)) return OUT_OF_MEMORY;
  if (death === 'SIGXCPU')
    return { verdict: 'timed-out', words: WORDS.timedOut(PROGRAM_MS) };
  return { verdict: 'crashed', words: WORDS.crashed(death) };
}

/** The signal that an exit code over 128 stands for: so a wrapper passes it on. */
function signalIn(code: number | null): string | undefined {
  if (code === null || code <= 128) return undefined;
  const names = Object.entries(constants.signals);
  const [name] = names.find(([, number]) => number === code - 128) ?? [];
  return name ?? `exit ${code}`;
}

export interface ProcessSandboxOptions {
  /** process.node.ts with the chapter's scenario, bundled into one script. */
  readonly script: string;
  readonly isolation: Isolation;
  /** What to load: the learner's modules and those they stand on. */
  readonly load: Load;
  readonly programMs?: number | undefined;
  /** A process of this script and isolation that was started ahead of time. */
  readonly first?: SandboxProcess | undefined;
}

/** How long to wait for the rest of what was printed, in milliseconds. */
const DRAIN_MS = 500;

/** The learner's module in a process of its own. */
export class ProcessSandbox extends AskingSandbox {
  readonly #processes: SandboxProcess[];

  constructor({ script, first, ...options }: ProcessSandboxOptions) {
    const processes: SandboxProcess[] = [];
    const channel = (): SandboxProcess => {
      const ahead = processes.length === 0 ? first : undefined;
      const next = ahead ?? new SandboxProcess(script, options.isolation);
      processes.push(next);
      return next;
    };
    super({ ...options, channel });
    this.#processes = processes;
  }

  /**
   * What the learner's code printed in all its processes. Ends the last one: what it
   * printed may still be on its way when its answers are here.
   */
  async printed(): Promise<{ text: string; dropped: number }> {
    this.close();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, DRAIN_MS);
    });
    await Promise.race([
      late,
      Promise.all(this.#processes.map((one) => one.closed)),
    ]);
    clearTimeout(timer);
    return Output.together(this.#processes.map(({ output }) => output));
  }
}
