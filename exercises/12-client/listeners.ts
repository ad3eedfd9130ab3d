// Listeners: those who are told what has changed, each of them all of it, and if they
// want it, now and then everything that there is. Chapter 12.
// Engine room: not told line by line.

import type { KubeObject } from '#objects';
import type { Clock, Millis, Timer } from '#world';
import type { Delta, Listener, Lister } from './types.ts';

interface Hearing<T> {
  readonly listener: Listener<T>;
  timer?: Timer;
}

export class Listeners<T extends KubeObject> {
  readonly #clock: Clock;
  readonly #copy: Lister<T>;
  readonly #onError: (error: unknown) => void;
  readonly #hearings = new Set<Hearing<T>>();

  constructor(clock: Clock, copy: Lister<T>, onError: (error: unknown) => void) {
    this.#clock = clock;
    this.#copy = copy;
    this.#onError = onError;
  }

  /** Told at once of what there is, and again each `resync`, if that is not 0. */
  add(listener: Listener<T>, resync: Millis): () => void {
    const hearing: Hearing<T> = { listener };
    this.#hearings.add(hearing);
    for (const object of this.#copy.list())
      this.#hear(hearing, { type: 'Added', object, isInInitialList: true });
    if (resync > 0) this.#resyncAfter(hearing, resync);
    return () => this.#end(hearing);
  }

  tell(delta: Delta<T>): void {
    for (const hearing of this.#hearings) this.#hear(hearing, delta);
  }

  endAll(): void {
    for (const hearing of this.#hearings) this.#end(hearing);
  }

  /** One that throws must not keep the others from hearing. */
  #hear({ listener }: Hearing<T>, delta: Delta<T>): void {
    try {
      listener(delta);
    } catch (error) {
      this.#onError(error);
    }
  }

  #resyncAfter(hearing: Hearing<T>, resync: Millis): void {
    hearing.timer = this.#clock.after(resync, () => {
      for (const object of this.#copy.list())
        this.#hear(hearing, { type: 'Updated', old: object, object });
      // It may have ended itself while it was told.
      if (this.#hearings.has(hearing)) this.#resyncAfter(hearing, resync);
    });
  }

  #end(hearing: Hearing<T>): void {
    hearing.timer?.cancel();
    this.#hearings.delete(hearing);
  }
}
