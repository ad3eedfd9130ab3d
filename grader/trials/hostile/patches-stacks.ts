// Says by its stack traces that it is somewhere else, and throws while it does.
Error.stackTraceLimit = Number.POSITIVE_INFINITY;
Error.prepareStackTrace = () => {
  throw new Error('no stack for you');
};
export const createStore = () => ({
  onCommit() {},
  put() {
    const error = new Error('mine');
    Object.defineProperty(error, 'stack', {
      get() {
        throw error;
      },
    });
    throw error;
  },
});
