// Says of itself that it is not written, of a step that does not exist.
export const createStore = () => ({
  onCommit() {},
  put() {
    throw { name: 'NotWritten', step: '\x1b[2A9.9', message: 'passed' };
  },
});
