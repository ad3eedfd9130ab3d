// Chance that nobody can guess, straight from the kernel where it gives it as a file:
// Node's crypto takes as long to load as a step takes to grade.

import { closeSync, openSync, readSync } from 'node:fs';

/** So many bytes. */
export function randomBytes(count: number): Buffer {
  return (
    fromKernel(count) ?? process.getBuiltinModule('node:crypto').randomBytes(count)
  );
}

function fromKernel(count: number): Buffer | undefined {
  const bytes = Buffer.alloc(count);
  let file: number | undefined;
  try {
    file = openSync('/dev/urandom', 'r');
    return readSync(file, bytes) === count ? bytes : undefined;
  } catch {
    return undefined;
  } finally {
    if (file !== undefined) closeSync(file);
  }
}
