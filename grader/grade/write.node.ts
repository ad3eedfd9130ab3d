// The reports as files, each whole or not at all.

import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '../cli/refusal.ts';
import { FORMATS } from './formats/format.ts';
import type { Sheet } from './sheet.ts';

/** Writes the formats into `folder`. @throws Refusal where it can not be written to */
export function writeReports(
  folder: string,
  formats: readonly string[],
  sheet: Sheet,
): void {
  for (const name of formats) {
    const format = FORMATS[name];
    if (format !== undefined) writeWhole(folder, format.file, format.write(sheet));
  }
}

/** @throws Refusal */
export function writeWhole(folder: string, file: string, text: string): void {
  const path = join(folder, file);
  const draft = `${path}.${process.pid}`;
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(draft, text);
    renameSync(draft, path);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Refusal(`--out ${folder}: ${file} can not be written there: ${why}`);
  }
}
