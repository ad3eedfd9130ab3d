// Reflector: keeps a copy in step with the server by a list and then by watches, each
// from where the last one came to. client-go: tools/cache/reflector.go. Chapter 12.

import { type KubeObject, StatusError } from '#objects';
import type { Millis, World } from '#world';
import { BackOff } from './back-off.ts';
import { isOutOfReach, isTooManyRequests } from './reasons.ts';
import type { Scope } from './requests.ts';
import type { List, ResourceClient, WatchEvent } from './types.ts';
import { scopeOf, versionOf, watchOptions } from './watching.ts';

//#region contract
/** Where the copy is kept. */
export interface Sink<T> {
  /** All that there is, in the place of what there was. */
  replace(list: List<T>): void;
  apply(event: WatchEvent<T>): void;
}

export interface ReflectorOptions extends Scope {
  /** Told why a list or a watch failed, before it is tried again. */
  readonly onError?: (error: unknown) => void;
}

export interface Reflector {
  /** Lists, watches, and goes on. Fulfilled when it was stopped. */
  run(): Promise<void>;
  stop(): void;
}
//#endregion

//#region ending
/** How a request came to its end. Without an error the server has ended it. */
export type Ending =
  | { readonly of: 'list'; readonly from: string; readonly error?: unknown }
  | {
      readonly of: 'watch';
      readonly error?: unknown;
      /** How many events it told, bookmarks among them. */
      readonly told: number;
      readonly lasted: Millis;
    };

/** What is asked next, and of which version; backOff is a wait before it. */
export interface Next {
  readonly ask: 'list' | 'watch';
  readonly from: string;
  readonly backOff: boolean;
}

/** A watch that ends sooner and has told nothing: something is wrong. */
export const SHORT_WATCH_MS: Millis = 1_000;
//#endregion

//#region state
interface Parts<T extends KubeObject> {
  readonly world: World;
  readonly client: ResourceClient<T>;
  readonly sink: Sink<T>;
  readonly options: ReflectorOptions;
}

class ListWatch<T extends KubeObject> implements Reflector {
  readonly #parts: Parts<T>;
  readonly #backOff: BackOff;
  readonly #stopped = new AbortController();
  /** How far the copy has come: the version of the last list or event. */
  #version = '0';

  constructor(parts: Parts<T>) {
    this.#parts = parts;
    this.#backOff = new BackOff(parts.world);
  }
  //#endregion

  //#region run
  async run(): Promise<void> {
    let next: Next = { ask: 'list', from: this.#version, backOff: false };
    while (!this.#stopped.signal.aborted) {
      const { ask, from } = next;
      const ending = await (ask === 'list' ? this.#list(from) : this.#watch(from));
      if (ending.error !== undefined) this.#parts.options.onError?.(ending.error);
      next = this.#next(ending);
      if (next.backOff) await this.#backOff.pause();
    }
  }

  stop(): void {
    this.#stopped.abort();
    this.#backOff.end();
  }
  //#endregion

  //#region next
  /**
   * After a list a watch begins at its version. A list that can't be had because its
   * version is out of reach is asked for anew at once, from '', which is the newest;
   * any other failure backs off and asks for the same list again. A watch that was
   * cut is taken up where it stood. One that a Status has ended backs off and lists,
   * or with 429 watches. One that told nothing and was over within SHORT_WATCH_MS
   * backs off; it lists if there was no error, and watches if there was one.
   */
  #next(ending: Ending): Next {
    //#exercise 4,5 decide whether to list or to watch, from where, and how soon
    const { error } = ending;
    const from = this.#version;
    if (ending.of === 'list') {
      if (error === undefined) return { ask: 'watch', from, backOff: false };
      if (isOutOfReach(error) && ending.from !== '')
        return { ask: 'list', from: '', backOff: false };
      return { ask: 'list', from: ending.from, backOff: true };
    }
    if (error instanceof StatusError) {
      const ask = isTooManyRequests(error) ? 'watch' : 'list';
      return { ask, from, backOff: true };
    }
    if (ending.told > 0 || ending.lasted >= SHORT_WATCH_MS)
      return { ask: 'watch', from, backOff: false };
    return { ask: error === undefined ? 'list' : 'watch', from, backOff: true };
    //#endexercise
  }
  //#endregion

  //#region list
  async #list(from: string): Promise<Ending> {
    const { client, sink, options } = this.#parts;
    let list: List<T>;
    try {
      list = await client.list({ ...scopeOf(options), resourceVersion: from });
    } catch (error) {
      return { of: 'list', from, error };
    }
    if (!this.#stopped.signal.aborted) {
      this.#version = list.resourceVersion;
      sink.replace(list);
    }
    return { of: 'list', from };
  }
  //#endregion

  //#region watch
  async #watch(from: string): Promise<Ending> {
    const { world, client, sink, options } = this.#parts;
    const { signal } = this.#stopped;
    const wanted = {
      ...watchOptions(world, options),
      resourceVersion: from,
      signal,
    };
    const began = world.clock.now();
    let told = 0;
    let error: unknown;
    try {
      for await (const event of client.watch(wanted)) {
        if (signal.aborted) break;
        told += 1;
        this.#version = versionOf(event);
        sink.apply(event);
      }
    } catch (reason) {
      error = reason;
    }
    return { of: 'watch', error, told, lasted: world.clock.now() - began };
  }
}
//#endregion

//#region create
/** A reflector that keeps `sink` in step with what `client` serves. */
export function createReflector<T extends KubeObject>(
  world: World,
  client: ResourceClient<T>,
  sink: Sink<T>,
  options: ReflectorOptions = {},
): Reflector {
  return new ListWatch({ world, client, sink, options });
}
//#endregion
