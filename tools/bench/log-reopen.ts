// A process that opens a folder of chapter 05, and says what that cost.

import { argv } from 'node:process';
import { openDurableFolder } from '#log/node';

const store = await openDurableFolder(argv[2] ?? '');
store.range({ key: '\0', rangeEnd: '\0', limit: 1 });
const { user, system } = process.cpuUsage();
const found = {
  revision: store.revision,
  cpu: (user + system) / 1_000,
  rss: process.memoryUsage().rss,
};
console.log(JSON.stringify(found));
process.exit(0);
