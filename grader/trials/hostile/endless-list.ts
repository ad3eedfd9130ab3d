// Answers with a list that has no end.
class Endless extends Array {
  *[Symbol.iterator]() {
    for (;;) yield 1;
  }
}
export const createStore = () => ({
  onCommit() {},
  put: () => ({ revision: new Endless() }),
});
