// Imports what belongs to Node.
import { readFileSync } from 'node:fs';
console.log(readFileSync('@CANARY@', 'utf8'));
export const createStore = () => {};
