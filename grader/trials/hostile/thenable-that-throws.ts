// Promises with an object whose `then` throws whatever breaks its reader.
export { verifyFolder } from './verify.ts';
const bomb = new Proxy(
  {},
  {
    get() {
      throw bomb;
    },
  },
);
export const openDurableStore = () => ({
  get then() {
    throw bomb;
  },
});
