// A response with events that never end, in a list that has all that a list has.
const event = { type: 'PUT', kv: { key: 'a' } };
const events = Object.assign([event], {
  *[Symbol.iterator]() {
    for (;;) yield event;
  },
});
export const compact = () => {};
export const createWatchHub = () => ({
  stream: () => ({
    watch: () => 0,
    onReady() {},
    close() {},
    take: () => [{ watchId: 0, revision: 1, events }],
  }),
});
