// Closes nothing: when the stream was closed it writes to it, and to its store, again.
import { createWatchHub as right } from './hub.ts';
export { compact } from './compaction.ts';
export const createWatchHub = (store, options) => {
  const hub = right(store, options);
  return {
    notifyProgress: () => hub.notifyProgress(),
    stream() {
      const stream = hub.stream();
      const close = () => {
        for (let i = 0; i < 1_000; i++) store.put({ key: 'late', value: String(i) });
        return Object.assign(stream, { at: store.revision });
      };
      return new Proxy(stream, {
        get: (_, key) =>
          key === 'close' ? close : Reflect.get(stream, key).bind(stream),
      });
    },
  };
};
