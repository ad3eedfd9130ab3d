// Zip archives for tests, with whatever may be wrong with one.

import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipEntry {
  readonly name: string;
  readonly text: string;
  /** Rights and kind, as Unix keeps them. */
  readonly mode?: number;
}

/** An archive of these entries, whatever their names. */
export function zip(entries: readonly ZipEntry[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const entry of entries) {
    const { head, body, name } = packed(entry);
    const local = Buffer.concat([uint32(0x04034b50), uint16(20), head, name, body]);
    directory.push(centralOf(entry, head, name, at));
    parts.push(local);
    at += local.length;
  }
  const central = Buffer.concat(directory);
  const counts = [uint16(entries.length), uint16(entries.length)];
  return Buffer.concat([
    ...[...parts, central, uint32(0x06054b50), uint16(0), uint16(0), ...counts],
    ...[uint32(central.length), uint32(at), uint16(0)],
  ]);
}

function packed({
  name,
  text,
}: ZipEntry): Record<'head' | 'body' | 'name', Buffer> {
  const raw = Buffer.from(text);
  const body = deflateRawSync(raw);
  const named = Buffer.from(name);
  const head = Buffer.concat([
    ...[uint16(0x0800), uint16(8), uint16(0), uint16(0x21), uint32(crc32(raw))],
    ...[uint32(body.length), uint32(raw.length), uint16(named.length), uint16(0)],
  ]);
  return { head, body, name: named };
}

function centralOf(
  { mode = 0o100_644 }: ZipEntry,
  head: Buffer,
  name: Buffer,
  at: number,
): Buffer {
  return Buffer.concat([
    ...[uint32(0x02014b50), uint16(0x0314), uint16(20), head],
    ...[
      uint16(0),
      uint16(0),
      uint16(0),
      uint32((mode << 16) >>> 0),
      uint32(at),
      name,
    ],
  ]);
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
