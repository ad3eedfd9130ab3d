import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { KeyHistory } from './history.ts';
import type { KeyValue } from './mod.ts';

const test = suite('history');
const runs = { seed: Number(process.env.SEED ?? 1), numRuns: 500 };

const drawnVersions = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.boolean()), { maxLength: 40 })
  .map((steps) => {
    const versions: KeyValue[] = [];
    let revision = 2;
    for (const [later, deletes] of steps) {
      // 0 later: one step of the store may write a key twice.
      revision += later;
      const living = versions.at(-1)?.version !== 0;
      versions.push(pair(revision, deletes && living ? 0 : 1));
    }
    return versions;
  });

function pair(modRevision: number, version: number): KeyValue {
  const value = `at ${modRevision}`;
  return { key: 'a', createRevision: 2, modRevision, version, value, lease: 0 };
}

function historyOf(versions: readonly KeyValue[]): KeyHistory {
  const history = new KeyHistory('a');
  for (const version of versions) history.append(version);
  return history;
}

test('at a revision stands the last version at or below it, or nothing', () => {
  fc.assert(
    fc.property(drawnVersions, fc.integer({ min: 0, max: 130 }), (versions, at) => {
      const last = versions.findLast((version) => version.modRevision <= at);
      const expected = last?.version === 0 ? undefined : last;
      assert.is(historyOf(versions).at(at), expected);
    }),
    runs,
  );
});

test('the newest is what stands behind all revisions', () => {
  fc.assert(
    fc.property(drawnVersions, (versions) => {
      const history = historyOf(versions);
      assert.is(history.newest, history.at(Number.MAX_SAFE_INTEGER));
    }),
    runs,
  );
});

test('undo takes back the newest version and leaves those before it', () => {
  fc.assert(
    fc.property(drawnVersions, drawnVersions, (kept, undone) => {
      const history = historyOf(kept);
      for (const version of undone) history.append(version);
      for (const _ of undone) history.undo();
      assert.equal(history.versions, kept);
    }),
    runs,
  );
});

test('what is kept of the past is answered as before', () => {
  fc.assert(
    fc.property(drawnVersions, fc.nat(40), (versions, count) => {
      const history = historyOf(versions);
      history.keepNewest(count);

      const kept = count === 0 ? [] : versions.slice(-count);
      assert.equal(history.versions, kept);
      for (const { modRevision } of kept) {
        assert.is(history.at(modRevision), historyOf(versions).at(modRevision));
      }
    }),
    runs,
  );
});

test.run();
