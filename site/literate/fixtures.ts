/** Small made-up sources for the tests of this folder. */
import { gather, type Problem, sayProblem } from './problem.ts';
import { readSource, type Source } from './regions.ts';

/** Sources of solutions/ by their paths below it. */
export function sourcesOf(
  texts: Readonly<Record<string, string>>,
): Map<string, Source> {
  const sources = new Map<string, Source>();
  for (const [file, text] of Object.entries(texts)) {
    sources.set(file, readSource(file, text));
  }
  return sources;
}

/** The sentence with which a source is refused, or 'fine'. */
export function refusalOf(file: string, text: string): string {
  const problems: Problem[] = [];
  gather(problems, () => readSource(file, text));
  return problems.map(sayProblem).join('\n') || 'fine';
}

/** A chapter with these lines. */
export function chapter(...lines: string[]): { file: string; text: string } {
  return { file: 'chapters/01-store.md', text: `${lines.join('\n')}\n` };
}

/** The seed of this run: that of the environment, or the clock's. It is printed. */
export function printedSeed(): number {
  const seed = Number(process.env.SEED ?? Date.now() % 2_147_483_647);
  console.log(`seed ${seed} (SEED=${seed} plays this run again)`);
  return seed;
}

/** A module with two regions, one inside the other's hole. */
export const RANGE = `/** Range reads. */
import { NotWritten } from '#world';

//#region window
export function window(keys: string[]): string[] {
  const found: string[] = [];
  //#exercise 1 keep the keys that begin with a
  //#region keep
  for (const key of keys) {
    if (key.startsWith('a')) found.push(key);
  }
  //#endregion
  //#endexercise
  return found;
}
//#endregion window
`;
