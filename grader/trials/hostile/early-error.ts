// Is a text that parses and still is no program.
export const createStore = () => ({});
let twice = 1;
let twice = 2;
