// Makes every program look empty.
Array.prototype[Symbol.iterator] = function* () {};
export const createStore = () => ({ onCommit() {}, put: () => ({ revision: 0 }) });
