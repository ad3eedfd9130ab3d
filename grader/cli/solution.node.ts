// `--solution`: the learner's lines beside the reference's, for steps that were tried.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hang } from '../report/layout.ts';
import { comparedLines } from '../report/solution.ts';
import { progressOf } from '../state/progress.ts';
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
  const lines = compared(context, choice).flatMap((file) =>
    comparedLines(file, shown, look),
  );
  const untried = asked.filter((id) => !tried.includes(id));
  screen.print([
    '',
    `  - the reference   + yours`,
    '',
    ...(lines.length > 0
      ? lines
      : ['  Yours is the reference, to the letter.', '']),
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
