// Takes the name of the counters for its own.
export const createStore = () => ({
  onCommit() {},
  put($kw_turn) {
    for (;;);
  },
});
