// Promises with an object that is fulfilled with itself, for ever, by a function of the engine.
export { verifyFolder } from './verify.ts';
const own = {};
own.then = Array.prototype.forEach.bind([own]);
export const openDurableStore = () => own;
