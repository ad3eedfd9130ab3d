// A way to the server that isn't to be relied on: requests get lost on the way there or on
// the way back, what a watch tells comes late, and a watch breaks off, with its end or not.

import type { ApiResponse, Handler } from '#apiserver';
import type { Chance, World } from '#world';

/** How often out of a hundred, and how late. */
export interface Faults {
  readonly lost: number;
  readonly late: number;
  readonly cut: number;
  readonly lateMs: number;
}

export interface Faulty {
  readonly handle: Handler;
  /** Breaks all watches off, now. */
  cutAll(): void;
  /** From now on all goes well. */
  heal(): void;
}

type Chunk = Uint8Array | string;

export function faulty(world: World, handle: Handler, faults: Faults): Faulty {
  const chance = world.chance.fork('faults');
  const cuts = new Set<() => void>();
  let isHealed = false;
  const happens = (percent: number): boolean =>
    !isHealed && chance.next() * 100 < percent;
  const ask: Handler = async (request) => {
    if (happens(faults.lost)) throw new Error('lost on the way there');
    const response = await handle(request);
    if (response.stream !== undefined) return watched(response, response.stream);
    if (happens(faults.lost)) throw new Error('lost on the way back');
    return response;
  };
  const watched = (
    response: ApiResponse,
    stream: AsyncIterable<Chunk>,
  ): ApiResponse => ({ ...response, stream: told(stream) });
  const delay = async (): Promise<void> => {
    if (happens(faults.late))
      await world.clock.sleep(chance.integer(1, faults.lateMs));
  };
  async function* told(stream: AsyncIterable<Chunk>): AsyncGenerator<Chunk> {
    const iterator = stream[Symbol.asyncIterator]();
    const { broken, forget } = breaking(cuts);
    try {
      for (;;) {
        const next = await Promise.race([iterator.next(), broken]);
        if (next.done) return;
        await delay();
        if (happens(faults.cut)) return yield* cut(chance, next.value);
        yield next.value;
      }
    } finally {
      forget();
      void Promise.resolve(iterator.return?.()).catch(() => {});
    }
  }
  return {
    handle: ask,
    cutAll: () => {
      for (const each of [...cuts]) each();
    },
    heal: () => {
      isHealed = true;
    },
  };
}

/** Fulfilled, as if the stream had ended, when all watches break. */
function breaking(cuts: Set<() => void>) {
  let end = (): void => {};
  const broken = new Promise<IteratorResult<Chunk>>((resolve) => {
    end = () => resolve({ done: true, value: undefined });
  });
  cuts.add(end);
  return { broken, forget: () => cuts.delete(end) };
}

/** Its last chunk is half there, or isn't; and it breaks, or only ends. */
function* cut(chance: Chance, chunk: Chunk): Generator<Chunk> {
  if (isHeads(chance)) yield chunk.slice(0, chance.integer(0, chunk.length));
  if (isHeads(chance)) throw new Error('the connection broke');
}

function isHeads(chance: Chance): boolean {
  return chance.integer(0, 1) === 1;
}
