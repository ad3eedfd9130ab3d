// Imports the reference by its name.
export { createStore } from '#store';
