// Writes to the store whenever the store was written to.
export const compact = () => {};
export const createWatchHub = (store) => {
  store.onCommit(() => store.put({ key: 'a', value: '1' }));
  return { stream: () => ({ watch: () => 0, onReady() {}, take: () => [] }) };
};
