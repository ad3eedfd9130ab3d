// `--solution`: the learner's lines beside the reference's, for steps that were tried.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hang } from '../report/layout.ts';
import { comparedLines, referenceLines, type Shown } from '../report/solution.ts';
import { isBare, progressOf } from '../state/progress.ts';
import type { Choice } from './choose.ts';
import type { Context } from './context.node.ts';
import { Refusal } from './refusal.ts';

/** Shows the differences. @throws Refusal before any attempt, unless `force` */
export function showSolution(
  context: Context,
  choice: Choice,
  force: boolean,
): number {
  const { chapter, step } = choice;
  const { progress, screen } = context;
  const asked = chapter.steps
    .map(({ id }) => id)
    .filter((id) => step === undefined || id === step);
  const tried = asked.filter((id) => {
    const { attempts, solved } = progressOf(progress, id);
    return force || solved || attempts > 0;
  });
  if (tried.length === 0) {
    throw new Refusal(
      `${step ?? `Exercise ${chapter.number}`} was not tried yet. Try it first, ask for` +
        ' a --hint, or add --force to see the reference all the same.',
    );
  }
  const shown = { steps: new Set(tried), elsewhere: step === undefined };
  const { look } = screen;
  const lines = isBare(context.progress, chapter.slug)
    ? besideBare(context, choice, shown.steps)
    : besideGuided(context, choice, shown);
  const untried = asked.filter((id) => !tried.includes(id));
  screen.print([
    '',
    ...lines,
    ...(untried.length > 0
      ? hang(
          '  ',
          `Not shown, because not tried yet: ${untried.join(', ')}.`,
          look.width,
        )
      : []),
    '',
  ]);
  return 0;
}

function besideGuided(context: Context, choice: Choice, shown: Shown): string[] {
  const { look } = context.screen;
  const files = compared(context, choice);
  const lines = files.flatMap((file) => comparedLines(file, shown, look));
  const same = ['  Yours is the reference, to the letter.', ''];
  const head = ['  - the reference   + yours', ''];
  return [...head, ...(lines.length > 0 ? lines : same)];
}

/** A bare exercise has files of its own, and no lines in common with the reference. */
function besideBare(
  context: Context,
  { chapter }: Choice,
  steps: ReadonlySet<string>,
): string[] {
  const { look } = context.screen;
  const { starters, reference } = context.built.files(chapter.slug);
  const folder = join(context.root, 'solutions', chapter.slug);
  const lines = Object.entries(reference).flatMap(([name, text]) => {
    const path = context.near(join(folder, name));
    const file = { path, reference: text, starter: starters[name] ?? text };
    return referenceLines(file, steps, look);
  });
  const words =
    'Your exercise is bare, so there are no lines to compare. The reference, where it ' +
    `decides what these steps ask; all of it is in ${context.near(folder)}:`;
  return [...hang('  ', words, look.width), '', ...lines];
}

function compared(
  context: Context,
  { chapter }: Choice,
): Parameters<typeof comparedLines>[0][] {
  const { starters, reference } = context.built.files(chapter.slug);
  const folder = context.exercise(chapter.slug);
  return Object.entries(reference)
    .filter(([name]) => existsSync(join(folder, name)))
    .map(([name, text]) => ({
      path: context.near(join(folder, name)),
      yours: readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n'),
      reference: text,
      starter: starters[name] ?? text,
    }));
}
