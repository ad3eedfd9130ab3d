// A server whose answers are written down beforehand: the n-th list gets the n-th answer
// for lists, the n-th watch that for watches. When they are used up, lists succeed and
// watches stay open.

import type { ApiResponse, Handler } from '#apiserver';
import type { KubeObject } from '#objects';
import type { Stage } from '../../core/scenario.ts';

export interface Obj {
  readonly name: string;
  readonly version: number;
  readonly app?: string;
  readonly uid?: string;
  /** Its namespace: `default`, if it says none. */
  readonly space?: string;
}

export interface Tell {
  /** Milliseconds after the one before it, or after the watch began. */
  readonly after: number;
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK';
  readonly object: Obj;
}

/** Why it can't be had. */
export type Refusal =
  | 'expired'
  | 'gone'
  | 'too large'
  | 'busy'
  | 'error'
  | 'timeout'
  | 'forbidden';

export type ListAnswer =
  | { readonly version: number; readonly items?: readonly Obj[] }
  | { readonly refused: Refusal }
  | 'unreachable';

export type WatchAnswer =
  | {
      readonly tells: readonly Tell[];
      readonly last: { readonly after: number; readonly end: WatchEnd };
    }
  | { readonly refused: Refusal }
  | 'unreachable';

export type WatchEnd = 'closed' | 'cut' | 'open' | Refusal;

export interface Script {
  readonly lists: readonly ListAnswer[];
  readonly watches: readonly WatchAnswer[];
}

/** What the healthy server answers when its script is used up. */
export const LAST_VERSION = 900;

const STATUS: Readonly<Record<Refusal, { code: number; reason: string }>> = {
  expired: { code: 410, reason: 'Expired' },
  gone: { code: 410, reason: 'Gone' },
  'too large': { code: 504, reason: 'Timeout' },
  busy: { code: 429, reason: 'TooManyRequests' },
  error: { code: 500, reason: 'InternalError' },
  timeout: { code: 504, reason: 'Timeout' },
  forbidden: { code: 403, reason: 'Forbidden' },
};

export function objectOf({
  name,
  version,
  app,
  uid,
  space = 'default',
}: Obj): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      ...{ name, namespace: space, uid: uid ?? `uid-${name}` },
      resourceVersion: String(version),
      ...(app === undefined ? {} : { labels: { app } }),
    },
  };
}

function statusOf(refused: Refusal): { readonly code: number } {
  const { code, reason } = STATUS[refused];
  const causes = [{ reason: 'ResourceVersionTooLarge', message: 'Too large' }];
  return {
    ...{ kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure' },
    ...{ message: refused, reason, code },
    ...(refused === 'too large' ? { details: { causes } } : {}),
  };
}

const json = (code: number, value: unknown): ApiResponse => ({
  ...{ code, headers: { 'content-type': 'application/json' } },
  body: JSON.stringify(value),
});

/** What is done with each request, and with each end of a watch. */
export interface Notes {
  asked(what: 'list' | 'watch', from: string, answer: string): void;
  ended(end: string, told: number, lasted: number): void;
}

export interface Scripted {
  readonly handle: Handler;
  /** Watches that nobody has ended. */
  readonly open: () => number;
}

export function scripted(stage: Stage, script: Script, notes: Notes): Scripted {
  const { clock } = stage.world;
  const [lists, watches] = [[...script.lists], [...script.watches]];
  let open = 0;

  const list = (from: string): ApiResponse => {
    const answer = lists.shift() ?? { version: LAST_VERSION };
    if (answer === 'unreachable') {
      notes.asked('list', from, 'unreachable');
      throw new Error('connect ECONNREFUSED');
    }
    if ('refused' in answer) {
      notes.asked('list', from, answer.refused);
      const status = statusOf(answer.refused);
      return json(status.code, status);
    }
    notes.asked('list', from, 'listed');
    const items = (answer.items ?? []).map(objectOf);
    const metadata = { resourceVersion: String(answer.version) };
    return json(200, { kind: 'PodList', apiVersion: 'v1', metadata, items });
  };

  async function* streamOf(
    answer: Exclude<WatchAnswer, 'unreachable' | { refused: Refusal }>,
    signal: AbortSignal | undefined,
  ): AsyncGenerator<string> {
    const began = clock.now();
    let told = 0;
    const { end, after } = answer.last;
    const isOver = (): boolean => signal?.aborted ?? false;
    for (const tell of answer.tells) {
      if (tell.after > 0) await sleep(stage, tell.after, signal);
      if (isOver()) return;
      told += 1;
      yield `${JSON.stringify({ type: tell.type, object: objectOf(tell.object) })}\n`;
    }
    if (end === 'open') await forever(signal);
    else if (after > 0) await sleep(stage, after, signal);
    if (isOver()) return;
    notes.ended(end, told, clock.now() - began);
    if (end === 'closed') return;
    if (end === 'cut') throw new Error('read ECONNRESET');
    if (end !== 'open')
      yield `${JSON.stringify({ type: 'ERROR', object: statusOf(end) })}\n`;
  }

  const watch = (from: string, signal: AbortSignal | undefined): ApiResponse => {
    const answer = watches.shift() ?? { tells: [], last: OPEN };
    if (answer === 'unreachable') {
      notes.asked('watch', from, 'unreachable');
      throw new Error('connect ECONNREFUSED');
    }
    if ('refused' in answer) {
      notes.asked('watch', from, answer.refused);
      const status = statusOf(answer.refused);
      return json(status.code, status);
    }
    notes.asked('watch', from, 'watching');
    open += 1;
    const close = (): void => {
      open -= 1;
    };
    const stream = counted(streamOf(answer, signal), close);
    return { code: 200, headers: {}, stream };
  };

  return {
    handle: async ({ url, signal }) => {
      const query = new URLSearchParams(url.split('?')[1]);
      const from = query.get('resourceVersion') ?? '';
      return query.has('watch') ? watch(from, signal) : list(from);
    },
    open: () => open,
  };
}

const OPEN = { after: 0, end: 'open' } as const;

async function* counted<T>(
  stream: AsyncIterable<T>,
  close: () => void,
): AsyncGenerator<T> {
  try {
    yield* stream;
  } finally {
    close();
  }
}

function sleep(
  { world }: Stage,
  ms: number,
  signal: AbortSignal | undefined,
): Promise<void> {
  return new Promise((resolve) => {
    const timer = world.clock.after(ms, () => {
      signal?.removeEventListener('abort', wake);
      resolve();
    });
    const wake = (): void => {
      timer.cancel();
      resolve();
    };
    signal?.addEventListener('abort', wake, { once: true });
    if (signal?.aborted) wake();
  });
}

function forever(signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    signal?.addEventListener('abort', () => resolve(), { once: true });
    if (signal?.aborted) resolve();
  });
}
