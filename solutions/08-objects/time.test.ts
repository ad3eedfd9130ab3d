import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { millisOf, rfc3339 } from './time.ts';

const test = suite('time');

test('a moment is written as JavaScript writes it', () => {
  for (const at of [0, 951_782_400_000, 1_735_689_600_000, 4_107_542_399_000]) {
    assert.is(rfc3339(at), new Date(at).toISOString().replace('.000', ''));
  }
  for (let day = 0; day < 40_000; day += 13) {
    const at = day * 86_400_000 + 45_296_000;
    assert.is(rfc3339(at), new Date(at).toISOString().replace('.000', ''));
    assert.is(millisOf(rfc3339(at)), at);
  }
});

test('times are read as RFC 3339 has them', () => {
  const texts = [
    '1970-01-01T00:00:00Z',
    '2024-02-29T23:59:59Z',
    '2026-01-02T03:04:05.123456Z',
    '2000-03-01T00:00:00+02:00',
    '1999-12-31T23:59:59-05:30',
  ];
  for (const text of texts) assert.is(millisOf(text), Date.parse(text), text);
  assert.ok(Number.isNaN(millisOf('yesterday')));
});

test.run();
