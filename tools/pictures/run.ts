// The run that README shows: exercise 1 with a wrong idea in step 1.4.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LearnerFolder } from '../../grader/trials/learner-folder.node.ts';
import { drawTerminal, type Look } from './terminal.ts';

export const PICTURES = 'docs/pictures';

const LOOKS: readonly Look[] = ['light', 'dark'];
const TITLE =
  'A failing run of exercise 1: the calls, and the first place where yours parts from the reference';

/** The pictures by their names. */
export async function runPictures(
  folder: LearnerFolder,
): Promise<ReadonlyMap<string, string>> {
  await folder.begin(4);
  const text = readFileSync(folder.file('key-index.ts'), 'utf8');
  folder.swap('key-index.ts', text, 'history.key >= end', 'history.key > end');
  const env = { FORCE_COLOR: '1', COLUMNS: '80' };
  const { out } = await folder.run(['exercise', '1', '--seed', '1'], { env });
  return new Map(
    LOOKS.map((look) => [`run-${look}.svg`, drawTerminal(out, look, TITLE)]),
  );
}

/** The pictures that are kept, or undefined for one that is not there. */
export function keptPicture(root: string, name: string): string | undefined {
  try {
    return readFileSync(join(root, PICTURES, name), 'utf8');
  } catch {
    return undefined;
  }
}
