// Plays what is asked of a work queue, by its workers and by those who add. Noted is what
// is handed out, and when; to which of several workers is left open.

import type { createWorkQueue, WorkQueue } from '#client';
import type { Stage, Subject } from '../../core/scenario.ts';

export type QueueOp =
  | { readonly op: 'add'; readonly key: string }
  | { readonly op: 'get' }
  | { readonly op: 'done'; readonly key: string }
  | { readonly op: 'later'; readonly key: string; readonly ms: number }
  | { readonly op: 'fail'; readonly key: string }
  | { readonly op: 'fail many'; readonly many: number }
  | { readonly op: 'forget'; readonly key: string }
  | { readonly op: 'count'; readonly key: string }
  | { readonly op: 'wait'; readonly ms: number }
  /** What follows is asked of the other one of two queues. */
  | { readonly op: 'turn' }
  | { readonly op: 'shut down' };

export type QueueProgram = readonly QueueOp[];

export function wordsOf(op: QueueOp): string {
  switch (op.op) {
    case 'add':
      return `add ${op.key}`;
    case 'get':
      return 'a worker asks for a key';
    case 'done':
      return `a worker is done with ${op.key}`;
    case 'later':
      return `add ${op.key} after ${op.ms} ms`;
    case 'fail':
      return `add ${op.key} rate limited`;
    case 'fail many':
      return `add ${op.many} others rate limited, each once`;
    case 'forget':
      return `forget ${op.key}`;
    case 'count':
      return `how often ${op.key} has failed`;
    case 'wait':
      return `wait ${op.ms} ms`;
    case 'turn':
      return 'turn to the other queue';
    case 'shut down':
      return 'shut the queue down';
  }
}

function queueOf(subject: Subject, stage: Stage): WorkQueue {
  return (subject.createWorkQueue as typeof createWorkQueue)(stage.world);
}

/** All that is asked of the queue but `get`, which each player does in its own way. */
function act(queue: WorkQueue, op: QueueOp, stage: Stage): unknown {
  switch (op.op) {
    case 'add':
      return queue.add(op.key);
    case 'done':
      return queue.done(op.key);
    case 'later':
      return queue.addAfter(op.key, op.ms);
    case 'fail':
      return queue.addRateLimited(op.key);
    case 'fail many':
      for (let i = 0; i < op.many; i++) queue.addRateLimited(`other-${i}`);
      return undefined;
    case 'forget':
      return queue.forget(op.key);
    case 'count':
      return queue.numRequeues(op.key);
    case 'wait':
      return stage.world.clock.advance(op.ms);
    case 'shut down':
      return queue.shutDown();
    case 'turn':
    case 'get':
      return undefined;
  }
}

/** Two queues of one module: what one is told is nothing to the other. */
class Queues {
  /** The one that is asked. */
  now: WorkQueue;
  #other: WorkQueue | undefined;
  readonly #make: () => WorkQueue;

  constructor(make: () => WorkQueue) {
    this.#make = make;
    this.now = make();
  }

  turn(): void {
    [this.now, this.#other] = [this.#other ?? this.#make(), this.now];
  }
}

/** Workers ask when the program says so. */
export async function playQueue(
  subject: Subject,
  program: QueueProgram,
  stage: Stage,
): Promise<void> {
  const queues = new Queues(() => queueOf(subject, stage));
  let given: (string | undefined)[] = [];
  for (const op of [...program, { op: 'shut down' } as const]) {
    await stage.callAsync(
      () => wordsOf(op),
      async () => {
        given = [];
        if (op.op === 'turn') queues.turn();
        const queue = queues.now;
        if (op.op === 'get') void queue.get().then((key) => given.push(key));
        await act(queue, op, stage);
        await stage.world.clock.settle();
        const handed = given.map((key) => key ?? 'nothing more');
        return { 'handed out': handed, 'still wait': queue.length };
      },
    );
  }
}

/** One worker takes each key as it comes, and is done with it at once. */
export async function playWaits(
  subject: Subject,
  program: QueueProgram,
  stage: Stage,
): Promise<void> {
  const { clock } = stage.world;
  let came: { key: string; at: number }[] = [];
  const work = async (queue: WorkQueue): Promise<void> => {
    for (let key = await queue.get(); key !== undefined; key = await queue.get()) {
      came.push({ key, at: clock.now() });
      queue.done(key);
    }
  };
  const queues = new Queues(() => {
    const queue = queueOf(subject, stage);
    // A hole that it meets is noted by the call that met it too.
    work(queue).catch(() => {});
    return queue;
  });
  for (const op of [...program, { op: 'shut down' } as const]) {
    await stage.callAsync(
      () => wordsOf(op),
      async () => {
        came = [];
        if (op.op === 'turn') queues.turn();
        const answer = await act(queues.now, op, stage);
        await clock.settle();
        // Which of two comes first that are due in the same millisecond is left open.
        came.sort((a, b) => a.at - b.at || (a.key < b.key ? -1 : 1));
        const keys = came.map(({ key, at }) => `${key} at ${at} ms`);
        return answer === undefined ? { came: keys } : { came: keys, answer };
      },
    );
  }
}
