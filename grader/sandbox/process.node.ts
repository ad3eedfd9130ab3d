// The process in which the learner's code runs. It reads requests from its standard
// input and answers on descriptor 3; what the learner prints is only kept and shown.
//
// Reading blocks on purpose: between two requests nothing is pending, so when the event
// loop runs empty in the middle of a program, a promise was left that nobody settles.

import { scenario } from 'kubewright:scenario';
import { readSync, writeSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';
import { format } from 'node:util';
import vm from 'node:vm';
import type { Factory } from '../core/link.ts';
import { COUNTERS } from '../core/meter.ts';
import { createRunner, messageOf } from './player.ts';
import { setPrints } from './prints.ts';
import { type Answer, type Request, writeAnswer } from './protocol.ts';
import { setTraps } from './traps.ts';

// What the channel uses, kept before anyone can replace it.
const { parse } = JSON;
const later = setImmediate;
const leave = process.reallyExit.bind(process);
const decoder = new TextDecoder();

const lines = readLines();
const { nonce } = parse(lines.next().value ?? '{}') as { nonce: string };

takeToolsAway();

let onIdle: (() => void) | undefined;
const idle = (): Promise<void> =>
  new Promise((resolve) => {
    onIdle = resolve;
  });

const traps = setTraps();
const prints = setPrints(format);
const handle = createRunner({
  ...{ scenario, compile, locate, answer, idle, traps, prints },
});

process.on('uncaughtException', (error: unknown) => {
  const words = `threw outside any call: ${messageOf(error)}`;
  answer({ say: 'end', verdict: 'threw', words });
  leave(1);
});
process.on('beforeExit', () => {
  if (onIdle !== undefined) {
    // The program is over; from here on there is something to do again.
    later(onIdle);
    onIdle = undefined;
    return;
  }
  answer({ say: 'end', verdict: 'never-settled', words: '' });
  leave(13);
});

answer({ say: 'ready' });
void serve();

async function serve(): Promise<void> {
  for (const line of lines) await handle(parse(line) as Request);
  leave(0);
}

function answer(message: Answer): void {
  let bytes = Buffer.from(writeAnswer(message, nonce));
  while (bytes.length > 0) bytes = bytes.subarray(writeSync(3, bytes));
}

function* readLines(): Generator<string> {
  const chunk = Buffer.alloc(65_536);
  let rest = '';
  for (;;) {
    const length = readSync(0, chunk);
    if (length === 0) return;
    const parts = (
      rest + decoder.decode(chunk.subarray(0, length), { stream: true })
    ).split('\n');
    rest = parts.pop() ?? '';
    yield* parts;
  }
}

function compile(id: string, body: string, own: boolean): Factory {
  const filename = `/${own ? 'learner' : 'given'}/${id}`;
  const script = new vm.Script(
    `(function (require, exports, ${COUNTERS}) {${body}\n})`,
    {
      filename,
    },
  );
  return script.runInThisContext() as Factory;
}

function locate(error: unknown): string | undefined {
  try {
    const stack = error instanceof Error ? String(error.stack) : '';
    return /\/learner\/([\w-]+\/[\w.-]{1,100}:\d{1,7})/.exec(stack)?.[1];
  } catch {
    // The learner's own error may throw when its stack is asked for.
    return undefined;
  }
}

/** A seat belt, not a wall: what an exercise never needs is taken out of easy reach. */
function takeToolsAway(): void {
  const tools = [
    ...['kill', '_kill', '_debugProcess', '_debugEnd', 'binding', '_linkedBinding'],
    // With the main module goes its `require`, and so all of Node's modules.
    ...['dlopen', 'execve', 'getBuiltinModule', 'mainModule'],
  ];
  for (const tool of tools) Reflect.deleteProperty(process, tool);
  const refuse = (): never => {
    throw new Error('an exercise has no network of its own: use world.network');
  };
  net.Socket.prototype.connect = refuse;
  net.Server.prototype.listen = refuse;
  syncBuiltinESMExports();
}
