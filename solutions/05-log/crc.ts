// CRC-32C, the polynomial of Castagnoli, which etcd's log uses: it finds every error of
// up to 31 bits in a row, and processors have an instruction for it. JavaScript has
// not, so eight tables take eight bytes at a time. Chapter 05.
// Engine room: not told line by line.

const POLYNOMIAL = 0x82f63b78;
const TABLES = makeTables();

function makeTables(): DataView {
  const tables = new DataView(new ArrayBuffer(8 * 1024));
  for (let byte = 0; byte < 256; byte++) {
    let crc = byte;
    for (let bit = 0; bit < 8; bit++)
      crc = crc & 1 ? (crc >>> 1) ^ POLYNOMIAL : crc >>> 1;
    tables.setInt32(byte * 4, crc, true);
  }
  // Table n: the same byte with n zero bytes after it.
  for (let at = 1024; at < 8 * 1024; at += 4) {
    const before = tables.getInt32(at - 1024, true);
    const more = tables.getInt32((before & 255) * 4, true);
    tables.setInt32(at, (before >>> 8) ^ more, true);
  }
  return tables;
}

const lookUp = (table: number, byte: number): number =>
  TABLES.getInt32(table * 1024 + byte * 4, true);

/**
 * The CRC of the bytes from `from` up to `end`, going on after those of `before`.
 */
export function crc32c(
  before: number,
  view: DataView,
  [from, end]: readonly [from: number, end: number],
): number {
  let crc = ~before;
  let at = from;
  for (; at + 8 <= end; at += 8) {
    const low = crc ^ view.getInt32(at, true);
    const high = view.getInt32(at + 4, true);
    crc =
      lookUp(7, low & 255) ^
      lookUp(6, (low >>> 8) & 255) ^
      lookUp(5, (low >>> 16) & 255) ^
      lookUp(4, low >>> 24) ^
      lookUp(3, high & 255) ^
      lookUp(2, (high >>> 8) & 255) ^
      lookUp(1, (high >>> 16) & 255) ^
      lookUp(0, high >>> 24);
  }
  for (; at < end; at++)
    crc = (crc >>> 8) ^ lookUp(0, (crc ^ view.getUint8(at)) & 255);
  return ~crc >>> 0;
}
