// The sandbox in a page: a worker that runs the learner's code. It is one script, so
// that nothing has to be evaluated: this file, bundled, and below it the learner's
// modules as functions (worker-sandbox.ts puts the two together).
//
// What a worker can not say: that it ended itself, that it ran out of memory, or that a
// promise is left that nobody settles. In a page all three are a time-out.

import { scenario } from 'kubewright:scenario';
import type { Factory } from '../core/link.ts';
import { createRunner, messageOf } from './player.ts';
import { setPrints } from './prints.ts';
import { type Answer, type Request, writeAnswer } from './protocol.ts';
import { setTraps } from './traps.ts';

interface WorkerScope {
  postMessage(message: string): void;
  addEventListener(type: string, listener: (event: WorkerEvent) => void): void;
}

interface WorkerEvent {
  readonly data?: unknown;
  readonly error?: unknown;
  readonly reason?: unknown;
  preventDefault(): void;
}

interface Defined {
  readonly id: string;
  readonly own: boolean;
  /** The line of the whole script on which the module's first line stands. */
  readonly line: number;
  readonly factory: Factory;
}

const scope = globalThis as unknown as WorkerScope;

// What the channel uses, kept before anyone can replace it.
const { parse } = JSON;
const post = scope.postMessage.bind(scope);

const modules: Defined[] = [];
const waiting: Request[] = [];
let nonce: string | undefined;
let serving = false;

const traps = setTraps();
const prints = setPrints((...parts) => parts.map(String).join(' '));
const handle = createRunner({
  ...{ scenario, compile, locate, answer, traps, prints },
});

/** Takes a module in; called by the lines that stand below this script. */
function define(id: string, own: boolean, line: number, factory: Factory): void {
  modules.push({ id, own, line, factory });
}

/** Begins to listen, when all modules are there. */
function begin(): void {
  scope.addEventListener('message', ({ data }) => heard(String(data)));
  for (const type of ['error', 'unhandledrejection']) {
    scope.addEventListener(type, (event) => {
      event.preventDefault();
      const words = `threw outside any call: ${messageOf(event.error ?? event.reason)}`;
      answer({ say: 'end', verdict: 'threw', words });
    });
  }
}

function heard(text: string): void {
  if (nonce === undefined) {
    nonce = text;
    answer({ say: 'ready' });
    return;
  }
  waiting.push(parse(text) as Request);
  void serve();
}

/** One program after the other, though all of them were asked for together. */
async function serve(): Promise<void> {
  if (serving) return;
  serving = true;
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    await handle(next);
  }
  serving = false;
}

function answer(message: Answer): void {
  post(writeAnswer(message, nonce ?? ''));
}

function compile(id: string): Factory {
  const module = modules.find((candidate) => candidate.id === id);
  if (module === undefined) throw new Error(`the module ${id} did not come along`);
  return module.factory;
}

function locate(error: unknown): string | undefined {
  try {
    const stack = error instanceof Error ? String(error.stack) : '';
    for (const [, line] of stack.matchAll(/blob:[^\s)]*?:(\d+):\d+/g)) {
      const place = placeOf(Number(line));
      if (place !== undefined) return place;
    }
  } catch {
    // The learner's own error may throw when its stack is asked for.
  }
  return undefined;
}

/** `01-store/store.ts:61`, if that line of the script is one of the learner's. */
function placeOf(line: number): string | undefined {
  const module = modules.findLast((candidate) => candidate.line <= line);
  if (!module?.own) return undefined;
  return `${module.id}:${line - module.line + 1}`;
}

Object.assign(globalThis, { kubewright: { define, begin } });
