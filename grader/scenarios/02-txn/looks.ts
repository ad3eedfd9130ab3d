// A store that counts how often it is read: an update promises to look as little as it can.

import type { Store } from '#store';

export interface Looked {
  readonly store: Store;
  /** How often somebody has read it, outside its steps. */
  looks(): number;
}

/** The same store; counted are the reads that are made through it. */
export function looking(store: Store): Looked {
  let looks = 0;
  const counted: Store = {
    get revision() {
      return store.revision;
    },
    range: (request) => {
      looks += 1;
      return store.range(request);
    },
    put: (request) => store.put(request),
    deleteRange: (request) => store.deleteRange(request),
    write: (step) => store.write(step),
    onCommit: (listener) => store.onCommit(listener),
  };
  return { store: counted, looks: () => looks };
}
