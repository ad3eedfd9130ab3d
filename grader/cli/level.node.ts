// `--bare` and `--guided`: the two starters of an exercise. What the learner has is put
// aside, and is there again when they come back.

import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { hang } from '../report/layout.ts';
import { isBare, type Level, unsolved, withLevel } from '../state/progress.ts';
import type { Choice } from './choose.ts';
import type { Context } from './context.node.ts';
import { Refusal } from './refusal.ts';

/** The starter files of an exercise at a level. */
export function startersOf(
  { built }: Context,
  slug: string,
  level: Level,
): Readonly<Record<string, string>> {
  const { starters, bare } = built.files(slug);
  return level === 'bare' ? bare : starters;
}

/** Which of its two starters an exercise was begun from. */
export function levelOf(context: Context, slug: string): Level {
  return isBare(context.progress, slug) ? 'bare' : 'guided';
}

/** Brings an exercise to a level. @throws Refusal */
export function changeLevel(
  context: Context,
  { chapter, step }: Choice,
  level: Level,
): number {
  const { number, slug } = chapter;
  const again = `npm run exercise ${number} -- --`;
  if (step !== undefined) {
    throw new Refusal(`--${level} is for whole exercises: ${again}${level}`);
  }
  const before = levelOf(context, slug);
  if (before === level) {
    return say(context, [
      `Exercise ${number} is ${level} already. ${again}reset starts it anew.`,
    ]);
  }
  const folder = context.exercise(slug);
  const [aside, known] = [before, level].map((one) =>
    context.state.path(join('levels', `${slug}-${one}`)),
  ) as [string, string];
  const isKnown = existsSync(known);
  try {
    if (existsSync(folder)) cpSync(folder, aside, { recursive: true });
    for (const name of modulesIn(folder)) rmSync(join(folder, name));
    if (isKnown) cpSync(known, folder, { recursive: true });
    else writeAll(folder, startersOf(context, slug, level));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Refusal(`${context.near(folder)} was not changed: ${why}`, 1);
  }
  rmSync(known, { recursive: true, force: true });
  context.remember((progress) =>
    withLevel(unsolved(progress, chapter.steps), slug, level),
  );
  return say(context, [
    `${context.near(folder)} is ${level} now${isKnown ? ', as you left it' : ''}.` +
      (level === 'bare' ? ' All that is behind its exports is yours to make.' : ''),
    `${again}${before} brings back what was there.`,
  ]);
}

/** The modules of a folder; the learner's tests and other files are none. */
export function modulesIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).filter(
    (name) => name.endsWith('.ts') && !name.endsWith('.test.ts'),
  );
}

export function writeAll(
  folder: string,
  files: Readonly<Record<string, string>>,
): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(folder, name), text);
  }
}

function say(context: Context, sentences: readonly string[]): number {
  const { screen } = context;
  const lines = sentences.flatMap((one) => hang('  ', one, screen.look.width));
  screen.print(['', ...lines, ...context.notes(), '']);
  return 0;
}
