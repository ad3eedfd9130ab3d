// Has names of a hundred thousand letters, and errors that quote them.
export const createStore = () => ({
  onCommit() {},
  put() {
    return @LONG@;
  },
});
