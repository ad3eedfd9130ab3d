// npm run kv: the store of chapter 05 from a terminal.

import { kv } from '../solutions/05-log/kv.node.ts';

process.exitCode = await kv(process.argv.slice(2));
