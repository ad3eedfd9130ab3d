// Informer: one list, one watch and one copy for all who want to know. client-go:
// tools/cache/shared_informer.go. Chapter 12. Engine room: not told line by line.

import type { KubeObject } from '#objects';
import type { Millis, World } from '#world';
import { Copy } from './copy.ts';
import { Listeners } from './listeners.ts';
import {
  createReflector,
  type Reflector,
  type ReflectorOptions,
} from './reflector.ts';
import type {
  IndexFunction,
  Informer,
  List,
  Listener,
  Lister,
  ResourceClient,
} from './types.ts';

export interface InformerOptions<T> extends ReflectorOptions {
  readonly indexes?: Readonly<Record<string, IndexFunction<T>>>;
}

class SharedInformer<T extends KubeObject> implements Informer<T> {
  readonly #copy: Copy<T>;
  readonly #listeners: Listeners<T>;
  readonly #reflector: Reflector;
  readonly #waiting: ((hasSynced: boolean) => void)[] = [];
  #hasSynced = false;
  #isStopped = false;

  constructor(
    world: World,
    client: ResourceClient<T>,
    { indexes = {}, onError = () => {}, ...scope }: InformerOptions<T>,
  ) {
    this.#copy = new Copy(indexes, (delta) => this.#listeners.tell(delta));
    this.#listeners = new Listeners(world.clock, this.#copy.lister, onError);
    const sink = {
      replace: (list: List<T>) => this.#replace(list),
      apply: this.#copy.apply.bind(this.#copy),
    };
    this.#reflector = createReflector(world, client, sink, { ...scope, onError });
  }

  #replace(list: List<T>): void {
    this.#copy.replace(list);
    this.#hasSynced = true;
    for (const go of this.#waiting.splice(0)) go(true);
  }

  get lister(): Lister<T> {
    return this.#copy.lister;
  }

  listen(listener: Listener<T>, resync: Millis = 0): () => void {
    return this.#listeners.add(listener, resync);
  }

  get hasSynced(): boolean {
    return this.#hasSynced;
  }

  whenSynced(): Promise<boolean> {
    if (this.#hasSynced || this.#isStopped) return Promise.resolve(this.#hasSynced);
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  run(): Promise<void> {
    return this.#reflector.run();
  }

  stop(): void {
    this.#isStopped = true;
    this.#reflector.stop();
    this.#listeners.endAll();
    for (const leave of this.#waiting.splice(0)) leave(false);
  }
}

/** An informer for what `client` serves. It begins with `run`. */
export function createInformer<T extends KubeObject>(
  world: World,
  client: ResourceClient<T>,
  options: InformerOptions<T> = {},
): Informer<T> {
  return new SharedInformer(world, client, options);
}
