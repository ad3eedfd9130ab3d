// The command line: reads the words, prints the verdict.
import { Built, grade } from './judge.node.ts';

export async function main(
  root: string,
  folder: string,
  words: readonly string[],
): Promise<number> {
  const built = new Built(folder);
  const chapter = built
    .index()
    .chapters.find(({ number }) => number === Number(words[1]));
  if (chapter === undefined) return 2;
  const fileAt = words.indexOf('--file');
  const t0 = performance.now();
  const result = await grade({
    built,
    chapter,
    exercises: process.env.KW_EX ?? `${root}/exercises`,
    mine: new Set(),
    seed: 0x1a2b3c,
    programs: Number(process.env.KW_N ?? 100),
    ...(fileAt > 0 ? { file: words[fileAt + 1] ?? '' } : {}),
    kept: {},
    isolation: words.includes('--bwrap') ? 'bwrap' : 'node',
    onStep: (s) =>
      console.log(
        s.verdict === 'passed' ? '✓' : '✗',
        s.id,
        s.title,
        s.programs,
        (performance.now() - t0).toFixed(0),
      ),
  });
  console.log(JSON.stringify(result, null, 1).slice(0, 6000));
  return result.exit;
}
