// Answers with a key that would become another object's ancestor.
export const createStore = () => ({
  onCommit() {},
  put: () => JSON.parse('{"revision": 2, "__proto__": {"verdict": "passed"}}'),
});
