// Answers with a list that is a proxy: its length is as large as a number can be.
const list = new Proxy([], {
  get: (list, key) =>
    key === 'length' ? Number.MAX_SAFE_INTEGER : (Reflect.get(list, key) ?? 1),
});
export const createStore = () => ({ onCommit() {}, put: () => ({ revision: list }) });
