// Numbers of a range: bands, texts, and that nobody gets another's.

import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createVirtualWorld } from '#world';
import {
  AllocationError,
  addressOf,
  addressText,
  clusterIps,
  createAllocator,
  NODE_PORTS,
  startOperation,
  staticBand,
} from './mod.ts';

const test = suite('allocator');
const chanceOf = (seed: number) => createVirtualWorld({ seed }).chance;

function messageOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    return error instanceof AllocationError ? error.message : String(error);
  }
  return 'nothing was thrown';
}

test('the band is one in so many, sixteen at least, and bounded', () => {
  const ports = (size: number) => staticBand(size, 32, 128);

  assert.equal([0, 16, 17, 512, 544, 2768, 4096, 65_535].map(ports), [
    ...[0, 0, 16, 16, 17, 86, 128, 128],
  ]);
  assert.is(NODE_PORTS.band, 86);
  assert.is(NODE_PORTS.band, ports(NODE_PORTS.size));
  assert.is(clusterIps('10.96.0.0/12').band, 256);
  assert.is(clusterIps('10.0.0.0/24').band, 16);
  assert.is(clusterIps('10.0.0.0/29').band, 0);
});

test('what is asked for is had once', () => {
  const allocator = createAllocator(NODE_PORTS, chanceOf(1));
  allocator.allocate(30_000);
  allocator.allocate(32_767);

  assert.is(
    messageOf(() => allocator.allocate(30_000)),
    'provided port is already allocated',
  );
  for (const number of [29_999, 32_768, 30_000.5, Number.NaN, 0])
    assert.is(
      messageOf(() => allocator.allocate(number)),
      'provided port is not in the valid range. The range of valid ports is 30000-32767',
    );
});

test('until it is full: first above the band, then in it, none twice', () => {
  for (let seed = 1; seed <= 5; seed++) {
    const allocator = createAllocator(NODE_PORTS, chanceOf(seed));
    allocator.allocate(30_050);
    const numbers = Array.from({ length: NODE_PORTS.size - 1 }, () =>
      allocator.allocateNext(),
    );

    const above = numbers.slice(0, NODE_PORTS.size - NODE_PORTS.band);
    assert.ok(above.every((number) => number >= 30_086));
    assert.ok(numbers.slice(above.length).every((number) => number < 30_086));
    assert.is(new Set([30_050, ...numbers]).size, NODE_PORTS.size);
    assert.is(
      messageOf(() => allocator.allocateNext()),
      'range is full',
    );
    allocator.release(31_000);
    assert.is(allocator.allocateNext(), 31_000);
  }
});

test('two servers that begin alike do not ask for the same ports in the same order', () => {
  const [a, b] = [1, 2].map((seed) => createAllocator(NODE_PORTS, chanceOf(seed)));

  assert.is.not(a?.allocateNext(), b?.allocateNext());
});

test('an operation that fails leaves nothing, one that succeeds gives back at its end', () => {
  const allocator = createAllocator(NODE_PORTS, chanceOf(1));
  allocator.allocate(30_001);
  const failed = startOperation(allocator);
  failed.allocate(30_002);
  const any = failed.allocateNext();
  failed.releaseLater(30_001);
  failed.revert();
  assert.equal([30_001, 30_002, any].map(allocator.has, allocator), [
    true,
    false,
    false,
  ]);

  const done = startOperation(allocator);
  done.releaseLater(30_001);
  done.allocate(30_002);
  assert.ok(allocator.has(30_001));
  done.commit();
  done.revert();
  assert.equal([30_001, 30_002].map(allocator.has, allocator), [false, true]);
});

test('addresses', () => {
  const range = clusterIps('10.96.0.0/12');

  assert.is(addressText(range.first), '10.96.0.1');
  assert.is(addressText(range.first + range.size - 1), '10.111.255.254');
  assert.is(addressOf('10.96.0.1'), range.first);
  for (const text of [
    '',
    '10.96.0',
    '10.96.0.256',
    '::1',
    '10.96.0.1.2',
    'a.b.c.d',
  ])
    assert.is(addressOf(text), undefined, text);
  for (const network of ['10.96.0.0', '10.96.0.0/31', 'x/12', '10.96.0.0/-1'])
    assert.throws(() => clusterIps(network), RangeError);
});

test.run();
