// Plays what stands around a reconcile: workers, copies that fill late, and the Events that
// it tells people. Chapter 12.

import type { Handler } from '#apiserver';
import type * as Client from '#client';
import type { Event } from '#client';
import type { Stage } from '../../core/scenario.ts';

export interface WorkOp {
  readonly op: 'work';
  readonly workers: number;
  readonly keys: readonly string[];
  /** How long a reconcile takes, ms. */
  readonly takes: number;
  /** How often a key fails at first. */
  readonly fails?: Readonly<Record<string, number>>;
  /** After so long all keys are added once more, and fail as often again. */
  readonly again?: number;
  /** When the copies are filled, ms. */
  readonly informers?: readonly (number | 'never')[];
}

export interface TellOp {
  readonly op: 'tell';
  readonly events: readonly {
    readonly about: string;
    readonly says: string;
    readonly reason?: string;
    /** Milliseconds after the one before it. */
    readonly after?: number;
  }[];
  /** What the server answers the first requests; then it makes all. */
  readonly answers?: readonly ('made' | 'gone' | 'refused' | 'unreachable')[];
  /** The recorder is stopped while it waits. */
  readonly stops?: true;
}

export function workWords(op: WorkOp | TellOp): string {
  if (op.op === 'tell')
    return `${op.events.length} Events, answered ${op.answers?.join(', ') ?? 'made'}`;
  const copies = op.informers?.map((ms) => `at ${ms} ms`).join(', ');
  return (
    `${op.workers} workers, keys ${op.keys.join(' ')}` +
    (copies ? `, copies filled ${copies}` : '') +
    (op.fails ? `, failing ${JSON.stringify(op.fails)}` : '') +
    (op.again === undefined ? '' : `, again after ${op.again} ms`)
  );
}

export async function playWork(
  { createWorkQueue, runController }: typeof Client,
  op: WorkOp,
  stage: Stage,
): Promise<object> {
  const { clock } = stage.world;
  const began = clock.now();
  const queue = createWorkQueue(stage.world);
  const left = new Map(Object.entries(op.fails ?? {}));
  const [starts, errors]: [string[], string[]] = [[], []];
  const run = runController({
    ...{ queue, workers: op.workers },
    informers: (op.informers ?? []).map((ms) => ({
      whenSynced: async () => {
        await clock.sleep(ms === 'never' ? 20_000 : ms);
        return ms !== 'never';
      },
    })),
    reconcile: async (key) => {
      starts.push(`${key} at ${clock.now() - began} ms`);
      await clock.sleep(op.takes);
      const fails = left.get(key) ?? 0;
      if (fails === 0) return;
      left.set(key, fails - 1);
      throw new Error(`${key} fails`);
    },
    onError: (error, key) => errors.push(`${key}: ${Object(error).message}`),
  });
  // What it throws is noted when it is waited for.
  run.catch(() => {});
  for (const key of op.keys) queue.add(key);
  if (op.again !== undefined) {
    await clock.advance(op.again);
    for (const [key, fails] of Object.entries(op.fails ?? {})) left.set(key, fails);
    for (const key of op.keys) queue.add(key);
  }
  await clock.advance(30_000);
  queue.shutDown();
  await run;
  const failed = op.keys.map((key) => `${key} ${queue.numRequeues(key)}`);
  // Which of two workers is first in the same millisecond is left open.
  return { starts, errors, 'failures that are remembered': failed };
}

export async function playTell(
  { createClient, createRecorder }: typeof Client,
  op: TellOp,
  stage: Stage,
): Promise<object> {
  const { clock } = stage.world;
  const requests: unknown[] = [];
  const answers = [...(op.answers ?? [])];
  const handle: Handler = async ({ method, body }) => {
    const { metadata = {}, ...said } = JSON.parse(String(body));
    // An Event's name says when it came, and is the server's to judge.
    const { reason, message, count, firstTimestamp, lastTimestamp } = said;
    const times = `first at ${firstTimestamp}, last at ${lastTimestamp}`;
    requests.push(
      method === 'POST' && requests.length === 0
        ? { method, namespace: metadata.namespace, ...said }
        : `${method} ${reason ?? ''} ${message}, ${count}, ${times}`,
    );
    const answer = answers.shift() ?? 'made';
    if (answer === 'unreachable') throw new Error('connect ECONNREFUSED');
    const code = { made: 200, gone: 404, refused: 422 }[answer];
    const status = { kind: 'Status', code, reason: 'NotFound', message: answer };
    return {
      ...{ code, headers: {} },
      body: code === 200 ? String(body) : JSON.stringify(status),
    };
  };
  const row = { group: '', version: 'v1', resource: 'events', namespaced: true };
  const recorder = createRecorder(
    ...([stage.world, createClient(handle).resource<Event>(row)] as const),
    { component: 'c', host: 'h' },
  );
  for (const { about, says, reason = 'Failed', after = 0 } of op.events) {
    if (after > 0) await clock.advance(after);
    const [namespace = '', name = ''] = about.split('/');
    const metadata = { namespace, name, uid: `uid-${name}`, resourceVersion: '1' };
    const object = { apiVersion: 'v1', kind: 'Pod', metadata };
    recorder.event(object, 'Warning', reason, says);
    await clock.settle();
  }
  if (!op.stops) await clock.advance(200_000);
  recorder.stop();
  await clock.settle();
  return { requests };
}
