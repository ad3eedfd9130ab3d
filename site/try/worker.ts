// Runs one program of a chapter in a worker. The program stands below this script as a
// function, so that nothing has to be evaluated. What it prints goes to the page, in the
// form in which Node prints it.

import { modules } from 'kubewright:modules';
import { format } from 'node-inspect-extracted';
import type { Told } from './told.ts';

type Program = (
  require: (name: string) => unknown,
  exports: object,
) => Promise<void>;

interface Scope {
  postMessage(told: Told): void;
  addEventListener(type: string, listener: (event: Failure) => void): void;
}

interface Failure {
  readonly reason?: unknown;
  preventDefault(): void;
}

const scope = globalThis as unknown as Scope;

function print(...parts: unknown[]): void {
  scope.postMessage({ say: 'printed', text: `${format(...parts)}\n` });
}

// A reader who is trying something out wants to see all of it.
for (const name of ['log', 'info', 'debug', 'warn', 'error', 'table'] as const) {
  console[name] = print;
}

function uncaught(error: unknown): void {
  const said =
    error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  scope.postMessage({ say: 'printed', text: `Uncaught ${said}\n` });
  scope.postMessage({ say: 'ended' });
}

function required(name: string): unknown {
  const module = modules[name];
  if (module !== undefined) return module;
  const names = Object.keys(modules).join(', ');
  throw new Error(`'${name}' is not here; this chapter has ${names}`);
}

/** Two turns let rejections that nobody awaited come up before a program counts as ended. */
const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

async function run(program: Program): Promise<void> {
  await program(required, {});
  await turn();
  await turn();
  scope.postMessage({ say: 'ended' });
}

scope.addEventListener('unhandledrejection', (event) => {
  event.preventDefault();
  uncaught(event.reason);
});

Object.assign(globalThis, {
  kubewrightRun: (program: Program) => run(program).catch(uncaught),
});
