// Goes on writing to a file of the disk that it has given back.
import { openDurableStore as right } from './open.ts';
export { verifyFolder } from './verify.ts';
export const openDurableStore = async (world, options) => {
  const file = await world.disk.open('mine');
  await file.close();
  const store = await right(world, options);
  store.put = async () => {
    await file.append(new Uint8Array(4));
    return { revision: 2 };
  };
  return store;
};
