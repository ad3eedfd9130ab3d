// What a process holds, as the judge sees it where the kernel does not bound it.

import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { residentOf } from './memory-watch.node.ts';

const test = suite('memory watch');

test('a process is seen as large as it knows itself to be, by either way', async () => {
  if (process.platform === 'win32') return;
  const own = process.memoryUsage.rss();
  for (const platform of [process.platform, 'darwin'] as const) {
    const seen = await residentOf(process.pid, platform);

    assert.ok(seen > own / 2 && seen < own * 2, `${platform}: ${seen}, ${own}`);
  }
});

test('of one that is gone, and where it is not told, it is nothing', async () => {
  const none = 2 ** 22 + 1;

  for (const platform of ['linux', 'darwin', 'win32'] as const)
    assert.is(await residentOf(none, platform), 0);
  assert.is(await residentOf(process.pid, 'win32'), 0);
});

test.run();
