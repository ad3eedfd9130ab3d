// A process that puts many revisions into a folder of chapter 05, and is killed as soon as
// the last of them is acknowledged.

import { writeSync } from 'node:fs';
import { argv, kill, pid } from 'node:process';
import { openDurableFolder } from '#log/node';

const AT_ONCE = 64;
const VALUE = '.'.repeat(1_024);

const [directory = '', revisions = '', keys = ''] = argv.slice(2);
const store = await openDurableFolder(directory);
let next = 0;
async function put(): Promise<void> {
  while (next < Number(revisions)) {
    const name = String(next++ % Number(keys)).padStart(8, '0');
    await store.put({ key: `key/${name}`, value: VALUE });
  }
}
await Promise.all(Array.from({ length: AT_ONCE }, put));
writeSync(1, JSON.stringify(store.status()));
kill(pid, 'SIGKILL');
