// Plays a client: which requests it makes of a call, and what it makes of the answers.
// The order of a query says nothing, and is not noted. Chapter 12.

import type { ApiRequest, ApiResponse, Handler } from '#apiserver';
import type {
  createClient,
  createReflector,
  DeleteOptions,
  ListOptions,
  PatchOptions,
  ResourceClient,
  Scope,
} from '#client';
import type { KubeObject } from '#objects';
import type { Stage, Subject } from '../../core/scenario.ts';
import { PODS } from './reflect.ts';

export type Call =
  | { readonly list: ListOptions }
  | {
      readonly watch: ListOptions;
      /** The stream, as it is cut into pieces; after the last of them nothing comes. */
      readonly pieces: readonly (string | readonly number[])[];
      /** Ends by itself. */
      readonly isClosed?: true;
      /** The caller has enough after so many events. */
      readonly most?: number;
      /** Or aborts it. */
      readonly aborts?: true;
    }
  | { readonly get: string }
  | { readonly create: string }
  | { readonly update: string }
  | { readonly updateStatus: string }
  | { readonly patch: string; readonly options?: PatchOptions }
  | { readonly delete: string; readonly options?: DeleteOptions }
  /** A reflector of a part of the resource, and what it asks. */
  | { readonly reflect: Scope };

export interface ClientProgram {
  readonly calls: readonly {
    readonly call: Call;
    readonly answers: readonly { readonly code: number; readonly body: string }[];
  }[];
}

interface Doors {
  readonly createClient: typeof createClient;
  readonly createReflector: typeof createReflector;
}

export async function playClient(
  subject: Subject,
  program: ClientProgram,
  stage: Stage,
): Promise<void> {
  const doors = subject as unknown as Doors;
  for (const { call, answers } of program.calls) {
    const requests: unknown[] = [];
    const left = [...answers];
    const answered: Handler = async (request) => {
      requests.push(requestOf(request));
      const { code, body } = left.shift() ?? { code: 500, body: 'no more' };
      return { code, headers: {}, body };
    };
    await stage.callAsync(
      () => wordsOf(call),
      async () => {
        const answer = await answerOf(doors, call, answered, stage);
        return { requests, ...answer };
      },
    );
  }
}

function wordsOf(call: Call): string {
  const [[what = '', first] = [], ...more] = Object.entries(call);
  const said = [first, ...more.map(([, value]) => value)];
  return `${what} ${said.map((one) => JSON.stringify(one)).join(' ')}`;
}

function requestOf({ method, url, headers = {}, body }: ApiRequest): object {
  const [path, query = ''] = url.split('?');
  const said = Object.fromEntries([...new URLSearchParams(query)].sort());
  // How a list at a version is cut into pages is the client's own affair.
  if (said.resourceVersion !== undefined) delete said.limit;
  const type = headers['content-type'];
  return {
    asked: `${method} ${path}`,
    query: said,
    ...(type === undefined || body === undefined ? {} : { type }),
    ...(body === undefined ? {} : { body: JSON.parse(String(body)) }),
  };
}

async function answerOf(
  doors: Doors,
  call: Call,
  handle: Handler,
  stage: Stage,
): Promise<object> {
  const client = doors.createClient(handle).resource(PODS);
  if ('watch' in call) return watchAnswer(doors, call, stage);
  if ('reflect' in call) return reflectAnswer(doors, call.reflect, stage);
  try {
    const answer = await plainAnswer(client, call);
    return { answer, isFrozen: isFrozen(answer) };
  } catch (error) {
    const { name, status } = Object(error);
    return { thrown: name, status: Object(status).message ?? 'none' };
  }
}

function plainAnswer(
  client: ResourceClient<KubeObject>,
  call: Call,
): Promise<unknown> {
  const pod = (name: string): KubeObject => ({
    ...{ apiVersion: 'v1', kind: 'Pod', metadata: { namespace: 'default', name } },
  });
  if ('list' in call) return client.list(call.list);
  if ('get' in call) return client.get(call.get);
  if ('create' in call) return client.create(pod(call.create));
  if ('update' in call) return client.update(pod(call.update));
  if ('updateStatus' in call) return client.updateStatus(pod(call.updateStatus));
  if ('patch' in call)
    return client.patch(`default/${call.patch}`, { spec: {} }, call.options);
  if ('delete' in call)
    return client.delete(`default/${call.delete}`, call.options);
  return Promise.resolve();
}

/** Of a watch: what it told, and whether it left anything behind. */
async function watchAnswer(
  doors: Doors,
  {
    watch,
    pieces,
    isClosed,
    most,
    aborts,
  }: Extract<Call, { readonly watch: object }>,
  stage: Stage,
): Promise<object> {
  const place = { isOpen: true, listeners: 0 };
  async function* stream(): AsyncGenerator<Uint8Array | string> {
    try {
      for (const piece of pieces)
        yield typeof piece === 'string' ? piece : Uint8Array.from(piece);
      if (!isClosed) await new Promise(() => {});
    } finally {
      place.isOpen = false;
    }
  }
  const signal = countedSignal(place);
  const told: unknown[] = [];
  const client = doors.createClient(async () => ({
    ...{ code: 200, headers: {}, stream: stream() },
  }));
  let [thrown, isOver] = ['nothing', false];
  const listen = async (): Promise<void> => {
    try {
      const events = client
        .resource(PODS)
        .watch({ ...watch, signal: signal.signal });
      for await (const event of events) {
        told.push({ event, isFrozen: isFrozen(event) });
        if (told.length === most && aborts) signal.abort();
        else if (told.length === most) break;
      }
    } catch (error) {
      thrown = String(Object(error).name);
    }
    isOver = true;
  };
  const listening = listen();
  await stage.world.clock.settle();
  const endsByItself = isOver;
  signal.abort();
  await listening;
  return { told, thrown, endsByItself, 'left on the signal': place.listeners };
}

function countedSignal(place: { listeners: number }): {
  readonly signal: AbortSignal;
  abort(): void;
} {
  const controller = new AbortController();
  const { signal } = controller;
  const [add, remove] = [signal.addEventListener, signal.removeEventListener];
  Object.assign(signal, {
    addEventListener: (...asked: Parameters<typeof add>) => {
      place.listeners += 1;
      add.apply(signal, asked);
    },
    removeEventListener: (...asked: Parameters<typeof remove>) => {
      place.listeners -= 1;
      remove.apply(signal, asked);
    },
  });
  return { signal, abort: () => controller.abort() };
}

/** What a reflector asks of a part: its list, and three watches that end at once. */
async function reflectAnswer(
  doors: Doors,
  scope: Scope,
  stage: Stage,
): Promise<object> {
  const asked: Record<string, string>[] = [];
  const handle: Handler = async ({ url }) => {
    const query = new URLSearchParams(url.split('?')[1]);
    asked.push({ path: url.split('?')[0] ?? '', ...Object.fromEntries(query) });
    if (!query.has('watch')) return EMPTY;
    return {
      code: 200,
      headers: {},
      stream: asked.length > 4 ? forever() : bookmark(),
    };
  };
  const client = doors.createClient(handle).resource(PODS);
  const sink = { replace: () => {}, apply: () => {} };
  const reflector = doors.createReflector(stage.world, client, sink, scope);
  const run = reflector.run();
  // What it throws is noted when it is waited for.
  run.catch(() => {});
  await stage.world.clock.settle();
  reflector.stop();
  await run;
  const times = asked.flatMap(({ timeoutSeconds }) => timeoutSeconds ?? []);
  const isIn = (time: string): boolean =>
    Number(time) >= 300 && Number(time) <= 600;
  return {
    asked: asked.map(({ timeoutSeconds: _, ...rest }) => rest),
    'watches of 5 to 10 minutes': times.filter(isIn).length,
    'all of them of one length': new Set(times).size === 1,
  };
}

const EMPTY: ApiResponse = {
  ...{ code: 200, headers: {} },
  body: '{"kind":"PodList","apiVersion":"v1","metadata":{"resourceVersion":"5"}}',
};

async function* bookmark(): AsyncGenerator<string> {
  yield '{"type":"BOOKMARK","object":{"metadata":{"resourceVersion":"7"}}}\n';
}

async function* forever(): AsyncGenerator<string> {
  await new Promise(() => {});
}

function isFrozen(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  // The list itself, or the event, may be made by the client for the caller alone.
  return Object.values(value).every(isDeeplyFrozen);
}

function isDeeplyFrozen(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (Array.isArray(value)) return value.every(isDeeplyFrozen);
  return Object.isFrozen(value) && Object.values(value).every(isDeeplyFrozen);
}
