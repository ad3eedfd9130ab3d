// `--reset`: the files of an exercise as they were at the start.

import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { hang } from '../report/layout.ts';
import { progressOf, withSteps } from '../state/progress.ts';
import type { Choice } from './choose.ts';
import type { Context } from './context.node.ts';
import { Refusal } from './refusal.ts';

/** Writes the starters; what stood there is copied first. @throws Refusal */
export function reset(context: Context, { chapter, step }: Choice): number {
  if (step !== undefined) {
    throw new Refusal(
      `--reset is for whole exercises: npm run exercise ${chapter.number} -- --reset`,
    );
  }
  const folder = context.exercise(chapter.slug);
  const { starters } = context.built.files(chapter.slug);
  const changed = Object.entries(starters).filter(
    ([name, text]) => readOr(join(folder, name)) !== text,
  );
  let copy: string | undefined;
  try {
    if (changed.length > 0) copy = keepCopy(context, chapter.slug);
    mkdirSync(folder, { recursive: true });
    for (const [name, text] of changed) writeFileSync(join(folder, name), text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Refusal(`${context.near(folder)} was not reset: ${why}`, 1);
  }
  context.remember((progress) =>
    withSteps(
      progress,
      Object.fromEntries(
        chapter.steps.map(({ id }) => [
          id,
          { ...progressOf(progress, id), solved: false },
        ]),
      ),
    ),
  );
  const { screen } = context;
  const sentence =
    changed.length === 0
      ? `${context.near(folder)} is as it was at the start: nothing to reset.`
      : `${context.near(folder)} is as it was at the start.`;
  const kept =
    copy === undefined ? '' : ` Your files are kept in ${context.near(copy)}.`;
  screen.print([
    '',
    ...hang('  ', sentence + kept, screen.look.width),
    ...context.notes(),
    '',
  ]);
  return 0;
}

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
