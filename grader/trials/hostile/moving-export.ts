// Exports a function that is another each time it is asked for.
let asked = 0;
Object.defineProperty(exports, 'createStore', {
  get: () => (asked++ === 0 ? () => ({}) : asked),
});
