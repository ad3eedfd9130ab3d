// Screens as text files: what a person reads is looked at when it changes.
// GOLDEN=write npm test -- grader   writes them anew.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as assert from 'uvu/assert';

const FOLDER = fileURLToPath(new URL('./goldens', import.meta.url));

/** Checks that the text is that of goldens/NAME.txt. */
export function golden(name: string, text: string): void {
  const file = `${FOLDER}/${name}.txt`;
  if (process.env.GOLDEN === 'write') {
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(file, text);
  }
  assert.ok(existsSync(file), `there is no golden ${name}: run with GOLDEN=write`);
  assert.fixture(text, readFileSync(file, 'utf8'), name);
}

/** Whether every line keeps to the widest that a screen may be. */
export function fits(text: string, width: number): boolean {
  return text.split('\n').every((line) => [...line].length <= width);
}
