// Answers with what is no data.
export const createStore = () => ({
  onCommit() {},
  put: () => ({ revision: new Map([['revision', 2]]), kvs: () => [], n: 2n }),
});
