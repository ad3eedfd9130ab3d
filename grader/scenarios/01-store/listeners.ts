// A store whose listeners are counted, for the chapters above it: who is closed listens
// no more.

import type { Store } from '#store';

export interface Heard {
  readonly store: Store;
  /** How many listen to it now. */
  listeners(): number;
}

/** The same store; counted are those who listen through it. */
export function heard(store: Store): Heard {
  const listening = new Set<() => void>();
  const counted: Store = {
    get revision() {
      return store.revision;
    },
    range: (request) => store.range(request),
    put: (request) => store.put(request),
    deleteRange: (request) => store.deleteRange(request),
    write: (step) => store.write(step),
    onCommit: (listener) => {
      const stop = store.onCommit(listener);
      listening.add(stop);
      return () => {
        listening.delete(stop);
        stop();
      };
    },
  };
  return { store: counted, listeners: () => listening.size };
}
