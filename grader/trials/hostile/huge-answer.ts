// Answers with as much as a value may hold, again and again.
const text = '\u0000'.repeat(90_000);
export const createStore = () => ({
  onCommit() {},
  put: () => ({ a: text, b: text, c: text, d: text, e: text }),
});
