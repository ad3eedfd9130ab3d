// Answers with a value that is nested a million deep.
let deep = {};
for (let i = 0; i < 1_000_000; i++) deep = { deep };
export const createStore = () => ({ onCommit() {}, put: () => deep });
