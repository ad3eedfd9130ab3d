// The judge's half of the sandbox in a page: makes the worker, and ends it in time.

import { COUNTERS } from '../core/meter.ts';
import type { ModuleProblem } from '../core/result.ts';
import type { Ending } from '../core/sandbox.ts';
import { WORDS } from '../core/sentences.ts';
import { AskingSandbox, type Channel } from './asking.ts';
import { type Answer, type Load, type Request, readAnswer } from './protocol.ts';

/** As much of a page's Worker as is used here. */
interface PageWorker {
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  onerror: ((event: WorkerError) => void) | null;
  postMessage(message: string): void;
  terminate(): void;
}

interface WorkerError {
  readonly message?: string;
  readonly lineno?: number;
  preventDefault(): void;
}

declare const Worker: new (url: string) => PageWorker;

/** How long a worker may take to start, in milliseconds. */
const START_MS = 15_000;

/** The script of a worker: what runs programs, and the modules that it runs them on. */
interface Script {
  readonly text: string;
  /** The place in the learner's code of a line of it: `store.ts:61`. */
  readonly placeOf: (line: number) => string | undefined;
}

function scriptOf(runner: string, { modules }: Load): Script {
  let text = `${runner}\n`;
  let line = linesIn(text);
  const starts: { id: string; own: boolean; line: number }[] = [];
  for (const { id, own, body } of modules) {
    starts.push({ id, own, line });
    const head = `kubewright.define(${JSON.stringify(id)}, ${own}, ${line}, `;
    const part = `${head}function (require, exports, ${COUNTERS}) {${body}\n});\n`;
    text += part;
    line += linesIn(part) - 1;
  }
  const placeOf = (at: number): string | undefined => {
    const start = starts.findLast((candidate) => candidate.line <= at);
    if (!start?.own || at >= line) return undefined;
    return `${start.id.slice(start.id.lastIndexOf('/') + 1)}:${at - start.line + 1}`;
  };
  return { text: `${text}kubewright.begin();\n`, placeOf };
}

function linesIn(text: string): number {
  return text.split('\n').length;
}

class WorkerChannel implements Channel {
  readonly ready: Promise<ModuleProblem | undefined>;
  onAnswer: (answer: Answer) => void = () => this.end(GARBLED);
  onEnd: (ending: Ending) => void = () => {};
  readonly #nonce: string = crypto.randomUUID();
  readonly #worker: PageWorker;
  #starting: ((problem: ModuleProblem | undefined) => void) | undefined;
  #ending: Ending | undefined;

  constructor({ text, placeOf }: Script) {
    const url = URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
    this.#worker = new Worker(url);
    this.ready = new Promise((resolve, reject) => {
      const late = setTimeout(() => {
        reject(new Error(`the sandbox did not start within ${START_MS / 1000} s`));
      }, START_MS);
      this.#starting = (problem) => {
        clearTimeout(late);
        URL.revokeObjectURL(url);
        this.#starting = undefined;
        resolve(problem);
      };
    });
    this.#worker.onmessage = ({ data }) => this.#received(data);
    this.#worker.onerror = (error) => {
      error.preventDefault();
      this.#starting?.(unreadable(error, placeOf));
    };
    this.#worker.postMessage(this.#nonce);
  }

  get ending(): Ending | undefined {
    return this.#ending;
  }

  ask(requests: readonly Request[]): void {
    for (const request of requests) {
      this.#worker.postMessage(JSON.stringify(withoutBodies(request)));
    }
  }

  end(why: Ending): void {
    if (this.#ending !== undefined) return;
    this.#ending = why;
    this.#worker.terminate();
    this.onEnd(why);
  }

  #received(data: unknown): void {
    if (this.#ending !== undefined) return;
    const line = typeof data === 'string' ? data.replace(/\n$/, '') : '';
    const answer = readAnswer(line, this.#nonce);
    if (answer === undefined) this.end(GARBLED);
    else if (answer.say === 'ready' && this.#starting) this.#starting(undefined);
    else if (answer.say === 'end')
      this.end({ verdict: 'threw', words: answer.words });
    else this.onAnswer(answer);
  }
}

const GARBLED: Ending = { verdict: 'garbled', words: WORDS.garbled };

/** A script that does not even begin holds a module that is no program. */
function unreadable(
  { message = '', lineno = 0 }: WorkerError,
  placeOf: Script['placeOf'],
): ModuleProblem {
  const where = placeOf(lineno);
  const words = message.replace(/^(?:Uncaught )?(?:SyntaxError: )?/, '');
  const problem = { verdict: 'does-not-compile', words } as const;
  return where === undefined ? problem : { ...problem, where };
}

/** The modules are in the script already. */
function withoutBodies(request: Request): Request {
  if (request.ask !== 'load') return request;
  const modules = request.load.modules.map((module) => ({ ...module, body: '' }));
  return { ...request, load: { ...request.load, modules } };
}

export interface WorkerSandboxOptions {
  /** worker.ts with the chapter's scenario, bundled into one script. */
  readonly runner: string;
  /** What to load: the learner's modules and those they stand on. */
  readonly load: Load;
  /** How long a program may take, in milliseconds, where the scenario says so. */
  readonly programMs?: number | undefined;
}

/** The learner's module in a worker of a page. */
export class WorkerSandbox extends AskingSandbox {
  constructor({ runner, load, programMs }: WorkerSandboxOptions) {
    const script = scriptOf(runner, load);
    const channel = (): WorkerChannel => new WorkerChannel(script);
    super({ isolation: 'worker', load, programMs, channel });
  }
}
