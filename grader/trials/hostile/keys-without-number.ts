// Answers with an object of thirty thousand keys, which do not exist.
const keys = Array.from({ length: 30_000 }, (_, i) => `k${i}`);
const wide = new Proxy(
  {},
  {
    ownKeys: () => keys,
    getOwnPropertyDescriptor: () => ({ value: 1, enumerable: true, configurable: true }),
    get: (_, key) => (typeof key === 'string' ? 1 : undefined),
  },
);
export const createStore = () => ({ onCommit() {}, put: () => wide });
