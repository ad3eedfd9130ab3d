import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { KubeObject } from '#objects';
import { Indexer } from './indexer.ts';

const test = suite('indexer');

const pod = (name: string, app?: string): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    namespace: 'default',
    name,
    labels: app === undefined ? {} : { app },
  },
});

function start(): Indexer<KubeObject> {
  return new Indexer({
    app: ({ metadata }) => Object.values(metadata.labels ?? {}),
  });
}

const names = (objects: readonly KubeObject[]) =>
  objects.map(({ metadata }) => metadata.name);

test('an object is found by its key and by what it says', () => {
  const indexer = start();
  for (const one of [pod('a', 'web'), pod('b', 'db'), pod('c', 'web'), pod('d')])
    indexer.set(one);

  assert.is(indexer.get('default/b')?.metadata.name, 'b');
  assert.equal(names(indexer.byIndex('app', 'web')), ['a', 'c']);
  assert.equal(names(indexer.byIndex('app', 'constructor')), []);
});

test('an object that changes leaves the value that it had', () => {
  const indexer = start();
  indexer.set(pod('a', 'web'));

  indexer.set(pod('a', 'db'));

  assert.equal(names(indexer.byIndex('app', 'web')), []);
  assert.equal(names(indexer.byIndex('app', 'db')), ['a']);
  indexer.delete('default/a');
  assert.equal(names(indexer.byIndex('app', 'db')), []);
  assert.equal(indexer.list(), []);
});

test('an index that nobody made is an error', () => {
  assert.throws(() => start().byIndex('node', 'node-1'), /found node/);
});

test.run();
