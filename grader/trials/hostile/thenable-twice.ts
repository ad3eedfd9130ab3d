// Settles one promise both ways, and once more when the next one is asked for.
import { openDurableStore as right } from './open.ts';
export { verifyFolder } from './verify.ts';
const kept = [];
export const openDurableStore = (world, options) => ({
  then(resolve, reject) {
    for (const [yes, no] of kept) {
      yes({ revision: 9 });
      no(new Error('late'));
    }
    kept.push([resolve, reject]);
    right(world, options).then((store) => {
      reject(new Error('passed'));
      resolve(store);
    });
  },
});
