// npm run upgrade: a newer course into the folder of a learner, and back.

import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { apply, undo } from './upgrade/apply.node.ts';
import { planUpgrade } from './upgrade/plan.node.ts';

const HELP = `
  npm run upgrade -- FOLDER     brings your course to the one in FOLDER, a newer clone
  npm run upgrade -- --undo     takes the last upgrade back

  Your exercises are merged with the newer starters, line by line; what you and the course
  both changed is marked in the file, and named. Everything else of the course is
  replaced. All that is changed is copied into .kubewright/before-upgrade first.

  In a fork:  git fetch upstream && git worktree add ../newer upstream/main
              npm run upgrade -- ../newer
`;

const ROOT =
  process.env.KUBEWRIGHT_ROOT ?? fileURLToPath(new URL('..', import.meta.url));
const [word, ...others] = process.argv.slice(2);
process.exitCode = await main();

async function main(): Promise<number> {
  if (word === '--help' || word === undefined)
    return say(HELP, word === undefined ? 2 : 0);
  if (others.length > 0) return refuse('upgrade takes one folder, or --undo.');
  if (word === '--undo') return takeBack();
  if (word.startsWith('-')) return refuse(`There is no flag ${word}.${HELP}`);
  return bring(resolve(process.env.INIT_CWD ?? process.cwd(), word));
}

async function bring(from: string): Promise<number> {
  const problem = problemWith(from);
  if (problem !== undefined) return refuse(problem);
  const { changes, notes, conflicts } = await planUpgrade(ROOT, from);
  if (changes.length === 0)
    return say('\n  Nothing to do: it is that course already.\n', 0);
  const kept = apply(ROOT, changes, now());
  const exercises = changes.filter(({ path }) => path.startsWith('exercises/'));
  say(
    [
      '',
      `  ${changes.length} files changed, ${exercises.length} of them in exercises/.`,
      ...notes.map((note) => `  ! ${note}`),
      `  What stood there is in ${kept}; npm run upgrade -- --undo brings it back.`,
      '  Now: npm ci && npm run list',
      '',
    ].join('\n'),
    0,
  );
  return conflicts > 0 ? 1 : 0;
}

function takeBack(): number {
  const undone = undo(ROOT, now());
  if (undone === undefined) return refuse('There is no upgrade to take back.');
  const { files, since } = undone;
  const more =
    since === undefined ? '' : `  What you did since then is in ${since}.\n`;
  return say(`\n  ${files} files are as they were. Now: npm ci\n${more}`, 0);
}

function problemWith(from: string): string | undefined {
  if (!existsSync(from)) return `There is no folder ${from}.`;
  const [ours, theirs] = [versionOf(ROOT), versionOf(from)];
  if (theirs === undefined)
    return `${from} is no course: its package.json is not ours.`;
  if (resolve(from) === resolve(ROOT)) return `${from} is this course.`;
  if (!existsSync(join(from, 'solutions'))) return `${from} has no solutions/.`;
  const order = (ours ?? '').localeCompare(theirs, 'en', { numeric: true });
  return order > 0
    ? `${from} is older: ${theirs}, and this is ${ours}.`
    : undefined;
}

function versionOf(folder: string): string | undefined {
  try {
    const text = readFileSync(join(folder, 'package.json'), 'utf8');
    const { name, version } = JSON.parse(text) as Record<string, unknown>;
    return name === 'kubewright' && typeof version === 'string'
      ? version
      : undefined;
  } catch {
    return undefined;
  }
}

function now(): string {
  return new Date().toISOString().slice(0, 23).replaceAll(':', '-');
}

function say(text: string, code: number): number {
  process.stdout.write(text);
  return code;
}

function refuse(sentence: string): number {
  process.stderr.write(`  ${sentence}\n`);
  return 2;
}
