// The points that a file gives.

import { readFileSync } from 'node:fs';
import type { Context } from '../cli/context.node.ts';
import { Refusal } from '../cli/refusal.ts';
import { readPoints } from './points.ts';
import type { Points } from './sheet.ts';

/** What `--points` says. @throws Refusal */
export function pointsFrom(context: Context, file: string | undefined): Points {
  if (file === undefined) return new Map();
  const path = context.full(file);
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    throw new Refusal(
      `--points names ${context.near(path)}, which can not be read.`,
    );
  }
  return readPoints(text, context.index.chapters);
}
