// Fills the heap.
export const createStore = () => ({
  onCommit() {},
  put() {
    const kept = [];
    for (;;) kept.push(new Array(1_000_000).fill(kept.length + 0.5));
  },
});
