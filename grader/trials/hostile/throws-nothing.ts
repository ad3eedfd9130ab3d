// Throws null.
export const createStore = () => ({
  onCommit() {},
  put() {
    throw null;
  },
});
