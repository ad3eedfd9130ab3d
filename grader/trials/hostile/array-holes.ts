// Answers with a list of four thousand million holes.
export const createStore = () => ({
  onCommit() {},
  put: () => ({ revision: 2, kvs: new Array(4_000_000_000) }),
});
