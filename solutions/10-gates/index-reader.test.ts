// The copy of what the gates look up, and a server that can't answer yet.

import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { ApiResponse } from '#apiserver';
import { createVirtualWorld, millis } from '#world';
import type { Loopback, LoopbackAnswer } from './client.ts';
import { createIndexReader } from './index-reader.ts';

const test = suite('the copy of what the gates look up');

const node = (name: string) => ({
  apiVersion: 'v1',
  kind: 'Node',
  metadata: { name },
});
const REFUSED: LoopbackAnswer = { code: 500, body: {} };
const listOf = (...names: readonly string[]): LoopbackAnswer => ({
  ...{
    code: 200,
    body: { items: names.map(node), metadata: { resourceVersion: '7' } },
  },
});

/** A server that gives these answers to lists, the last one for good. */
function scripted(answers: readonly LoopbackAnswer[]) {
  const watched: string[] = [];
  const ends: (() => void)[] = [];
  let asked = 0;
  const watch = async (url: string): Promise<ApiResponse> => {
    watched.push(url);
    const over = new Promise<void>((resolve) => ends.push(resolve));
    const stream = (async function* () {
      await over;
      yield* [] as string[];
    })();
    return { code: 200, headers: {}, stream };
  };
  const loopback: Loopback = {
    get: async () => undefined,
    send: async () => answers[Math.min(asked++, answers.length - 1)] ?? REFUSED,
    watch,
  };
  return { loopback, watched, asked: () => asked, cut: () => ends.pop()?.() };
}

async function turns(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}

test('asks again a second after its list was refused, and is not ready before', async () => {
  const { clock, ...rest } = createVirtualWorld({ seed: 1 });
  const reader = createIndexReader({ clock, ...rest }, ['nodes']);
  const server = scripted([REFUSED, REFUSED, listOf('a')]);

  const started = reader.start(server.loopback);
  await clock.advance(millis(999));
  const before = [server.asked(), reader.missing()];
  await clock.advance(millis(1_001));
  await started;

  assert.equal(before, [1, ['nodes']]);
  assert.is(server.asked(), 3);
  assert.equal(reader.missing(), []);
  assert.is(reader.get('nodes', '', 'a')?.metadata.name, 'a');
  assert.equal(server.watched, ['/api/v1/nodes?watch=true&resourceVersion=7']);
  reader.close();
});

test('keeps what it knows until there is a list again', async () => {
  const { clock, ...rest } = createVirtualWorld({ seed: 1 });
  const reader = createIndexReader({ clock, ...rest }, ['nodes']);
  const server = scripted([listOf('a'), REFUSED, listOf('b')]);
  await reader.start(server.loopback);

  server.cut();
  await turns();
  const during = reader.list('nodes', '').map(({ metadata }) => metadata.name);
  await clock.advance(millis(1_000));
  await turns();

  assert.equal(during, ['a']);
  assert.equal(
    reader.list('nodes', '').map(({ metadata }) => metadata.name),
    ['b'],
  );
  reader.close();
});

test('asks no more once it is closed', async () => {
  const { clock, ...rest } = createVirtualWorld({ seed: 1 });
  const reader = createIndexReader({ clock, ...rest }, ['nodes']);
  const server = scripted([REFUSED]);

  const started = reader.start(server.loopback);
  await turns();
  reader.close();
  await clock.advance(millis(60_000));
  await started;

  assert.ok(server.asked() <= 2, `asked ${server.asked()} times`);
  assert.equal(clock.pending, []);
});

test.run();
