// Throws what throws when it is looked at.
const evil = new Proxy(Object.freeze({}), {
  get() {
    throw evil;
  },
  getPrototypeOf() {
    throw evil;
  },
});
export const createStore = () => ({
  onCommit() {},
  put() {
    throw evil;
  },
});
