// Fills the heap with texts.
export const createStore = () => ({
  onCommit() {},
  put() {
    const kept = [];
    for (;;) kept.push(Buffer.alloc(4 * 1024 * 1024, kept.length).toString('latin1'));
  },
});
