// Exports a trap in place of a function.
Object.defineProperty(exports, 'createStore', {
  get() {
    throw new Error('the trap is shut');
  },
});
