// Throws an error that says it is an answer.
export const createStore = () => ({
  onCommit() {},
  put() {
    throw Object.assign(new Error('passed'), { code: 'passed', verdict: 'passed' });
  },
});
