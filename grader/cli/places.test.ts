// Where the report says to look.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { IndexedHole } from '../build/course-index.ts';
import { DIFFERENCE, different } from '../report/fixture.ts';
import { pathsIn, placesOf } from './places.node.ts';

const test = suite('places');
const folder = mkdtempSync(join(tmpdir(), 'kubewright-test-'));
const pathOf = pathsIn(folder);
writeFileSync(
  join(folder, 'store.ts'),
  'export function put() {\n}\n\nexport function get() {\n}\n\nexport function cut() {\n}\n',
);

test.after(() => rmSync(folder, { recursive: true, force: true }));

const hole = (opens: string, step: string, within: string): IndexedHole => ({
  ...{ opens, step, within, file: 'store.ts', text: '' },
});
const chapter = {
  holes: [
    hole('1.1', '1.1', 'put'),
    hole('1.2', '1.2', 'get'),
    hole('1.2', '1.3', 'get'),
    hole('1.4', '1.4', 'cut'),
  ],
};

test('a difference leads to the step’s own functions, then to earlier ones that ran', () => {
  const ran = ['store.ts:1', 'store.ts:4', 'store.ts:7'];
  const found = different(3, { difference: { ...DIFFERENCE, ran } });

  const places = placesOf(chapter, found, pathOf);

  const path = join(folder, 'store.ts');
  assert.equal(places, [
    { path, line: 4, within: 'get' },
    { path, line: 1, within: 'put', step: '1.1' },
  ]);
});

test('what did not run is not named, nor is anything beside a misreading', () => {
  const misreading = { id: 'M1', looksAsIf: '', hint: '' };
  const told = { difference: { ...DIFFERENCE, ran: ['store.ts:1'] }, misreading };

  for (const found of [different(3), different(3, told)]) {
    const steps = placesOf(chapter, found, pathOf).map(({ step }) => step);
    assert.equal(steps, [undefined]);
  }
});

test('where none of the functions of the holes is there, those that ran are named', () => {
  const bare = {
    holes: [hole('1.3', '1.3', 'theirs'), hole('1.1', '1.1', 'other')],
  };
  const ran = ['store.ts:1', 'store.ts:7', 'store.ts:99', 'gone.ts:1'];
  const found = different(3, { difference: { ...DIFFERENCE, ran } });

  const path = join(folder, 'store.ts');
  assert.equal(placesOf(bare, found, pathOf), [
    { path, line: 1, within: 'put' },
    { path, line: 7, within: 'cut' },
  ]);
});

test.run();
