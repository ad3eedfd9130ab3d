// Answers with a field that is never read to its end.
export const createStore = () => ({
  onCommit() {},
  put: () => ({
    deep: {
      get revision() {
        for (;;);
      },
    },
  }),
});
