// What both sides of the memory bench are loaded with.

import { randomBytes } from 'node:crypto';

export const KEYS = 100_000;
export const REVISIONS = 10;
export const A_TXN = 100;

export const keyOf = (number: number): string =>
  `/registry/${String(number).padStart(8, '0')}`;

/** 1 KiB that no two puts share, so that nobody can keep it once. */
export function createValues(): () => Buffer {
  const noise = randomBytes(1 << 20);
  let turn = 0;
  return () => {
    const value = Buffer.allocUnsafe(1024);
    noise.copy(value, 0, (turn * 1_021) % (noise.length - 1024));
    value.writeUInt32LE(turn++, 0);
    return value;
  };
}
