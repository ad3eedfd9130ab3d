// A process that is there to be killed: it puts as fast as it can, 16 at a time, and says
// which of its puts were acknowledged. Put number n sets key n % 50 to n, so that what is
// found afterwards says what is missing.

import { argv, stdout } from 'node:process';
import { openDurableFolder } from '#log/node';

const KEYS = 50;
const AT_ONCE = 16;

const [directory = '', from = '0'] = argv.slice(2);
const store = await openDurableFolder(directory, {
  segmentBytes: 65_536,
  snapshotEntries: 500,
});

/** Waits while the pipe is full: whoever reads it may be slow. */
const say = (line: string): unknown => stdout.write(`${line}\n`);

let next = Number(from);
async function put(): Promise<void> {
  for (;;) {
    const number = next++;
    const value = `${number}:${'.'.repeat(number % 700)}`;
    const { revision } = await store.put({ key: `key${number % KEYS}`, value });
    say(`${number} ${revision}`);
    if (number % 1_000 === 999) await store.compact(revision);
  }
}
say('ready');
await Promise.all(Array.from({ length: AT_ONCE }, put));
