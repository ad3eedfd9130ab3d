// Before `npm pack`: the course as git has it, laid beside create.mjs. What npm would leave
// out of a package or read for itself goes by another name until it is unpacked.

import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '../..');
const course = join(here, 'course');

rmSync(course, { recursive: true, force: true });
if (process.argv[2] !== '--remove') {
  const words = ['-C', root, 'ls-files', '-z'];
  const files = execFileSync('git', words, { encoding: 'utf8' }).split('\0');
  for (const file of files) {
    // The package itself is no part of a learner's course, nor is what tests the project.
    if (file === '' || file.startsWith('tools/create/')) continue;
    const to = join(course, packed(file));
    mkdirSync(dirname(to), { recursive: true });
    cpSync(join(root, file), to);
  }
}

/** `_.gitignore`, `_package-lock.json`. */
function packed(file) {
  return file.replace(/(^|\/)(\.gitignore|\.npmrc|package-lock\.json)$/, '$1_$2');
}
