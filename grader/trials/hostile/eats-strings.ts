// Fills the heap with texts.
export const createStore = () => ({
  onCommit() {},
  put() {
    const kept = [];
    for (;;) kept.push(new Array(500_000).join('ab'));
  },
});
