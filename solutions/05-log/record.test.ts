import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { areaOf } from './area.ts';
import { decodeCommand, encodeCommand } from './command.ts';
import { crc32c } from './crc.ts';
import { readRecord, recordBytes, writeRecord } from './record.ts';

const test = suite('record');
const runs = { seed: Number(process.env.SEED ?? 1), numRuns: 300 };
const CHAIN = { id: 77, crc: 0 };

function crcOf(bytes: Uint8Array, before: number = 0): number {
  return crc32c(before, areaOf(bytes).view, [0, bytes.length]);
}

test('the CRC is that of RFC 3720, appendix B.4', () => {
  const rising = Uint8Array.from({ length: 32 }, (_, at) => at);

  assert.is(crcOf(new TextEncoder().encode('123456789')), 0xe3069283);
  assert.is(crcOf(new Uint8Array(32)), 0x8a9136aa);
  assert.is(crcOf(new Uint8Array(32).fill(255)), 0x62a8ab43);
  assert.is(crcOf(rising), 0x46dd794e);
});

test('a CRC that goes on is that of all bytes together', () => {
  const property = fc.property(fc.uint8Array(), fc.uint8Array(), (a, b) => {
    assert.is(crcOf(b, crcOf(a)), crcOf(Uint8Array.of(...a, ...b)));
  });
  fc.assert(property, runs);
});

test('a record is read as it was written, and takes a multiple of 16 bytes', () => {
  const property = fc.property(fc.uint8Array({ maxLength: 200 }), (payload) => {
    const bytes = new Uint8Array(recordBytes(payload.length));
    const crc = writeRecord(areaOf(bytes), [0, 0], { type: 'put', payload }, CHAIN);
    const record = readRecord(areaOf(bytes), 0, CHAIN);

    assert.is(bytes.length % 16, 0);
    assert.equal(record?.payload, payload);
    assert.is(record?.crc, crc);
    assert.is(record?.end, bytes.length);
  });
  fc.assert(property, runs);
});

test('a record in another place of the chain, or of another log, is none', () => {
  const payload = Uint8Array.of(1, 2, 3);
  const bytes = new Uint8Array(recordBytes(payload.length));
  writeRecord(areaOf(bytes), [0, 0], { type: 'put', payload }, CHAIN);

  assert.is(readRecord(areaOf(bytes), 0, { ...CHAIN, crc: 1 }), undefined);
  assert.is(readRecord(areaOf(bytes), 0, { ...CHAIN, id: 78 }), undefined);
});

test('what a put asked is read back to the letter', () => {
  const bytes = fc.string({
    unit: fc.nat({ max: 255 }).map((n) => String.fromCharCode(n)),
    maxLength: 60,
  });
  const put = fc.record({
    key: bytes,
    value: bytes,
    lease: fc.maxSafeNat(),
    ignoreValue: fc.boolean(),
    ignoreLease: fc.boolean(),
  });
  const property = fc.property(put, (request) => {
    const { request: found } = decodeCommand(
      encodeCommand({ kind: 'put', request }),
    );
    const defaults = { lease: 0, ignoreValue: false, ignoreLease: false };
    assert.equal({ ...defaults, ...found }, { ...request });
  });
  fc.assert(property, runs);
});

test.run();
