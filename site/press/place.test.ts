import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { readSource } from '../literate/regions.ts';
import { placeOf } from './place.ts';

const test = suite('the place of a region');

const SOURCE = readSource(
  '01-store/a.ts',
  `// Head.

//#region first
export type Key = string;
//#endregion

export interface Store {
  //#region put
  put(key: Key): void;
  //#endregion
  get(key: Key): void;
}

//#region free
export function createStore(): Store {
  const kept = new Map();
  //#region inner
  if (kept.size > 0) return kept;
  //#endregion
  return {
    put: (key) => kept.set(key, 1),
  };
}
//#endregion

export class Index {
  #size = 0;

  constructor() {
    this.#size = 1;
  }

  //#region method
  add(): void {}
  //#endregion
}

//#region last
export const END = 1;
//#endregion
`,
);

function said(region: string): string {
  return placeOf(SOURCE, region).words.replace(/<\/?code>/g, '');
}

test('the first region begins a file', () => {
  assert.is(said('first'), 'a new file');
});

test('a member stands in its declaration', () => {
  assert.is(said('put'), 'in interface Store');
  assert.is(placeOf(SOURCE, 'put').within, 'interface');
});

test('a member stands after the member before it', () => {
  assert.is(said('method'), 'in class Index, after constructor');
});

test('a declaration stands after the one before it', () => {
  assert.is(said('free'), 'after Store');
  assert.is(said('last'), 'after Index');
});

test('statements stand in their function', () => {
  assert.is(said('inner'), 'in function createStore');
});

test('a region that is not there has no place', () => {
  assert.is(said('nowhere'), '');
});

test.run();
