import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { memoryStorage } from '#apiserver';
import { createVirtualWorld } from '#world';
import { compactEvery } from './compact.ts';

const test = suite('compaction');

test('what was replaced five minutes before a round is gone after it', async () => {
  const { clock } = createVirtualWorld({ seed: 1 });
  const storage = memoryStorage();
  const put = (value: string) =>
    storage.txn({ success: [{ put: { key: 'a', value } }], failure: [] });
  const at = async (revision: number): Promise<string> => {
    try {
      const { kvs } = await storage.range({ key: 'a', revision });
      return String(kvs[0]?.value);
    } catch {
      return 'compacted';
    }
  };
  const end = compactEvery(clock, storage);
  await put('one');
  await put('two');
  await clock.advance(300_000);
  await put('three');
  assert.is(await at(2), 'one');
  await clock.advance(299_999);
  assert.is(await at(2), 'one');
  await clock.advance(1);
  assert.equal(await Promise.all([at(2), at(3), at(4)]), [
    'compacted',
    'two',
    'three',
  ]);
  end();
  await clock.advance(1_000_000);
  assert.equal(clock.pending, []);
});

test.run();
