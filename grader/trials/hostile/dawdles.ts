// Stays within the time of each program, and takes for ever over all of them.
export const createStore = () => ({
  onCommit() {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1_500);
  },
  put: () => ({ revision: 2 }),
});
