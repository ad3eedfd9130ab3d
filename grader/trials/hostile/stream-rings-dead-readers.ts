// Keeps the reader of each program, and rings all of them in every program that follows.
import { createWatchHub as right } from './hub.ts';
export { compact } from './compaction.ts';
const rings = [];
export const createWatchHub = (store, options) => {
  const hub = right(store, options);
  return {
    notifyProgress: () => hub.notifyProgress(),
    stream() {
      const stream = hub.stream();
      return {
        watch: (request) => {
          for (const ring of rings) ring();
          return stream.watch(request) + rings.length;
        },
        onReady(listener) {
          rings.push(listener);
          stream.onReady(listener);
        },
        take: (max) => stream.take(max),
        cancel: (id) => stream.cancel(id),
        progress: () => stream.progress(),
        close: () => {},
      };
    },
  };
};
