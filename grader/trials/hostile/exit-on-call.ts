// Ends the process with success on the first put.
export const createStore = () => ({
  onCommit() {},
  put() {
    process.exit(0);
  },
});
