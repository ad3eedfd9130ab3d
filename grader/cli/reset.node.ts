// `--reset`: the files of an exercise as they were at the start.

import { cpSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { hang } from '../report/layout.ts';
import { unsolved } from '../state/progress.ts';
import type { Choice } from './choose.ts';
import type { Context } from './context.node.ts';
import { levelOf, modulesIn, startersOf, writeAll } from './level.node.ts';
import { Refusal } from './refusal.ts';

/** Writes the starters; what stood there is copied first. @throws Refusal */
export function reset(context: Context, { chapter, step }: Choice): number {
  if (step !== undefined) {
    throw new Refusal(
      `--reset is for whole exercises: npm run exercise ${chapter.number} -- --reset`,
    );
  }
  const folder = context.exercise(chapter.slug);
  const level = levelOf(context, chapter.slug);
  const starters = startersOf(context, chapter.slug, level);
  const changed = Object.entries(starters)
    .filter(([name, text]) => readOr(join(folder, name)) !== text)
    .map(([name]) => name);
  // The bare starter is all that there is; beside the guided one files may stay.
  const strange =
    level === 'bare'
      ? modulesIn(folder).filter((name) => !Object.hasOwn(starters, name))
      : [];
  const isReset = changed.length + strange.length === 0;
  let copy: string | undefined;
  try {
    if (!isReset) copy = keepCopy(context, chapter.slug);
    for (const name of strange) rmSync(join(folder, name));
    if (changed.length > 0) writeAll(folder, starters);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Refusal(`${context.near(folder)} was not reset: ${why}`, 1);
  }
  context.remember((progress) => unsolved(progress, chapter.steps));
  const { screen } = context;
  const sentence = isReset
    ? `${context.near(folder)} is as it was at the start: nothing to reset.`
    : `${context.near(folder)} is as it was at the start.`;
  const back =
    copy === undefined
      ? []
      : [
          '  Your files are kept. This brings them back:',
          `    ${wayBack(copy, folder, context)}`,
        ];
  screen.print([
    '',
    ...hang('  ', sentence, screen.look.width),
    ...back,
    ...context.notes(),
    '',
  ]);
  return 0;
}

/** The command that copies what was kept over what is there; it may be wide. */
function wayBack(copy: string, folder: string, context: Context): string {
  const [from, to] = [copy, folder].map((path) => quoted(context.near(path)));
  if (process.platform === 'win32') return `xcopy /e /y ${from} ${to}`;
  return `cp ${from}/*.ts ${to}/`;
}

const quoted = (path: string): string =>
  /^[\w./-]+$/.test(path) ? path : `"${path}"`;

function readOr(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

/** Copies the folder to a dated one; undefined if there is nothing to copy. */
function keepCopy(context: Context, slug: string): string | undefined {
  const folder = context.exercise(slug);
  if (!existsSync(folder)) return undefined;
  const now = new Date();
  const local = new Date(now.getTime() - now.getTimezoneOffset() * 60_000);
  const date = local.toISOString().slice(0, 19).replaceAll(':', '-');
  const copy = context.state.path(join('before-reset', `${slug}-${date}`));
  cpSync(folder, copy, { recursive: true });
  return copy;
}
