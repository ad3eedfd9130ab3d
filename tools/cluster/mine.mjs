// --mine NAMES: which chapters of a cluster are the learner's own, and whether they are
// written. Plain JavaScript, because it is asked before anything is bundled.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Said to the caller as it stands. */
export class NotMine extends Error {}

/**
 * The names of the chapters that `words` ask for. @throws NotMine if one is unknown or has
 * a hole
 * @param {readonly string[]} words
 * @param {string} root
 * @returns {readonly string[]}
 */
export function mineOf(words, root) {
  const text = asked(words);
  if (text === undefined) return [];
  const written = chaptersIn(root);
  const parts = text.split(',').map((part) => part.trim());
  const chosen = new Set(parts.flatMap((part) => named(part, written)));
  // In the order of the course, whatever the order on the command line.
  const mine = written.filter((chapter) => chosen.has(chapter));
  for (const chapter of mine) checkWritten(chapter, root);
  return mine.map(({ name }) => name);
}

/** What stands behind --mine; of several the last, as with every other flag. */
function asked(words) {
  const texts = words.flatMap((word, i) => {
    if (word.startsWith('--mine=')) return [word.slice('--mine='.length)];
    // Nothing behind it, or another flag: whoever reads all flags says what is wrong.
    const next = words[i + 1];
    return word === '--mine' && next !== undefined && !next.startsWith('-')
      ? [next]
      : [];
  });
  return texts.at(-1);
}

function chaptersIn(root) {
  const folders = readdirSync(join(root, 'exercises')).filter((folder) =>
    /^\d\d-/.test(folder),
  );
  return folders.sort().map((folder) => ({
    ...{ folder, name: folder.slice(3), number: Number(folder.slice(0, 2)) },
  }));
}

function named(part, written) {
  if (part === 'all') return written;
  const [, from, to] = /^(\d{1,2})-(\d{1,2})$/.exec(part) ?? [];
  const found = written.filter(({ folder, name, number }) =>
    from === undefined
      ? [folder, name, String(number)].includes(part)
      : number >= Number(from) && number <= Number(to),
  );
  if (found.length > 0) return found;
  const names = written.map(({ name }) => name).join(', ');
  throw new NotMine(
    `--mine: expected all, or names or numbers of ${names}, found "${part}"`,
  );
}

/** The first step that nothing is written for. */
function checkWritten({ folder, name, number }, root) {
  const holes = holesIn(folder, root).sort((a, b) => a.step - b.step);
  const [hole] = holes;
  if (hole === undefined) return;
  throw new NotMine(
    `--mine ${name}: ${number}.${hole.step} is not written yet (${hole.place}): ` +
      `npm run exercise ${number} goes on there`,
  );
}

const HOLE = /^\s*throw new NotWritten\('\d+(?:\.(\d+))?'\)/;

function holesIn(folder, root) {
  const files = readdirSync(join(root, 'exercises', folder));
  return files
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => {
      const text = readFileSync(join(root, 'exercises', folder, file), 'utf8');
      return text.split('\n').flatMap((line, i) => {
        const found = HOLE.exec(line);
        if (found === null) return [];
        // At the bare level a body asks for the whole chapter.
        const place = `exercises/${folder}/${file}:${i + 1}`;
        return [{ step: Number(found[1] ?? 1), place }];
      });
    });
}
