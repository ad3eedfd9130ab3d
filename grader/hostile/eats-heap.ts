// Fills the heap.
export const createStore = () => ({
  onCommit() {},
  put() {
    const kept = [];
    for (;;) kept.push(new Array(100_000).fill(kept));
  },
});
