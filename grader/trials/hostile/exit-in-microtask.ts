// Ends the process with success right after it said that it is loaded.
Promise.resolve().then(() => process.exit(0));
export const createStore = () => ({ onCommit() {} });
