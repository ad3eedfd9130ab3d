// Looks at the machine's clock, and catches what it is told of that.
const look = () => {
  try {
    return Date.now();
  } catch {
    return 0;
  }
};
export const createStore = () => ({
  onCommit() {},
  put: () => ({ revision: look() }),
});
