// A process that has a folder, says so, and keeps it until it is killed.

import { argv } from 'node:process';
import { lockFolder } from '#log/node';

await lockFolder(argv[2] ?? '');
console.log('locked');
setInterval(() => {}, 60_000);
