// Writes the module that holds a chapter's reference and its mutants as functions, for
// the judge to hold a learner's trace against.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { COUNTERS } from '../core/meter.ts';
import type { Mutant } from '../core/scenario.ts';
import { toFactoryBody } from '../core/strip.ts';
import { toCountedBody } from '../core/transform.ts';
import type { IndexedChapter } from './course-index.ts';

/** The `.ts` files of a chapter folder that are part of its module; none if absent. */
export function moduleFiles(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter(
      (name) => /\.ts$/.test(name) && !/\.(?:test|types|node)\.ts$/.test(name),
    );
  } catch {
    return [];
  }
}

/** The declared mutants of a chapter. */
export async function readMutants(
  root: string,
  slug: string,
): Promise<readonly Mutant[]> {
  const { outputFiles } = await build({
    entryPoints: [join(root, 'grader/mutants', `${slug}.ts`)],
    bundle: true,
    format: 'esm',
    write: false,
    logLevel: 'silent',
  });
  const text = outputFiles[0]?.text ?? '';
  const url = `data:text/javascript;base64,${Buffer.from(text).toString('base64')}`;
  const { mutants } = (await import(url)) as { mutants: readonly Mutant[] };
  return mutants;
}

/** The source of a mutant's file. @throws Error naming the mutant whose text is not found */
export function mutate(source: string, mutant: Mutant): string {
  let mutated = source;
  for (const [found, instead] of mutant.swaps) {
    const parts = mutated.split(found);
    if (parts.length !== 2) {
      throw new Error(
        `mutant ${mutant.id}: expected its text once in ${mutant.file}, ` +
          `found it ${parts.length - 1} times: ${JSON.stringify(found)}`,
      );
    }
    mutated = parts.join(instead);
  }
  return mutated;
}

/** The source of a module that exports a chapter as `reference`, and what is below. */
export function referenceModule({ name, below }: IndexedChapter): string {
  const lower = below.map((chapter) => chapter.name);
  return `
export * as reference from '#${name}';
${lower.map((part) => `import * as ${part} from '#${part}';`).join('\n')}
export const parts = { ${lower.join(', ')} };
`;
}

/** The JavaScript of the module: `mutants`, each able to run itself anew. */
export async function mutantsModule(
  root: string,
  { slug }: IndexedChapter,
): Promise<string> {
  const folder = join(root, 'solutions', slug);
  const sourceOf = (file: string): string =>
    readFileSync(join(folder, file), 'utf8');
  const mutants = await readMutants(root, slug);
  const link = pathToFileURL(join(root, 'grader/core/link.ts')).pathname;
  return `
import { link } from ${JSON.stringify(decodeURI(link))};
const namesOf = (parts) =>
  new Map(Object.entries(parts).map(([name, exports]) => ['#' + name, exports]));
const reference = new Map([
${moduleFiles(folder)
  .map((file) => factory(`${slug}/${file}`, toFactoryBody(sourceOf(file))))
  .join(',\n')}
]);
const mutant = (fields, id, body) => ({
  ...fields,
  load: (parts, counting) =>
    link({
      factories: new Map(reference).set(id, body),
      names: namesOf(parts),
      counting: () => counting,
    }).module('${slug}/mod.ts'),
});
export const mutants = [
${mutants
  .map(({ swaps, file, ...fields }) => {
    const body = toCountedBody(mutate(sourceOf(file), { swaps, file, ...fields }));
    return `mutant(${JSON.stringify(fields)}, ...${factory(`${slug}/${file}`, body)})`;
  })
  .join(',\n')}
];
`;
}

function factory(id: string, body: string): string {
  return `[${JSON.stringify(id)}, (require, exports, ${COUNTERS}) => {${body}\n}]`;
}
