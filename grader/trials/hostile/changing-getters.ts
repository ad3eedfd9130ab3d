// Answers with a revision that is another each time it is read.
let reads = 0;
export const createStore = () => ({
  onCommit() {},
  put: () => ({
    inner: {
      get revision() {
        return ++reads % 3;
      },
    },
  }),
});
