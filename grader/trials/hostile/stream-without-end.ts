// A response with events that never end.
const events = {
  length: 1,
  *[Symbol.iterator]() {
    for (;;) yield { type: 'PUT', kv: { key: 'a' } };
  },
};
export const compact = () => {};
export const createWatchHub = () => ({
  stream: () => ({
    watch: () => 0,
    onReady() {},
    close() {},
    take: () => [{ watchId: 0, revision: 1, events }],
  }),
});
