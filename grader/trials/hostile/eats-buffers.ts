// Fills memory outside the heap.
export const createStore = () => ({
  onCommit() {},
  put() {
    const kept = [];
    for (;;) kept.push(Buffer.alloc(32 * 1024 * 1024, 1));
  },
});
