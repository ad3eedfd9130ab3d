// Lets a regular expression loop, where no JavaScript runs.
export const createStore = () => ({
  onCommit() {},
  put: () => ({ revision: /^(a+)+$/.test(`${'a'.repeat(60)}b`) }),
});
