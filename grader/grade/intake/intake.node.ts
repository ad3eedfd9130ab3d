// Takes a submission in: the files of exercises, and nothing else of it, into a folder of
// our own. What a student left out is as the exercise gave it.

import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Built } from '../../local/built.node.ts';
import { MOST_FILES } from '../../local/learner.node.ts';
import { IntakeProblem, type PickedFile, pickFiles } from './picked.ts';
import type { Source } from './source.ts';

export interface Intake {
  /** Holds `exercises/`, with every exercise that is graded. */
  readonly folder: string;
  /** The texts that were handed in, by exercise and file. */
  readonly texts: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** The same for the same texts. */
  readonly digest: string;
  remove(): void;
}

/** @throws IntakeProblem with a sentence for the instructor */
export async function takeIn(
  source: Source,
  slugs: ReadonlySet<string>,
  built: Built,
): Promise<Intake> {
  const picked = pickFiles(await source.paths(), slugs);
  refuseMany(picked);
  const read = await source.read(picked.map(({ path }) => path));
  const texts = new Map<string, Map<string, string>>();
  for (const slug of [...slugs].sort()) texts.set(slug, new Map());
  for (const { slug, file, path } of picked) {
    texts.get(slug)?.set(file, read.get(path)?.toString('utf8') ?? '');
  }
  const folder = mkdtempSync(join(tmpdir(), 'kubewright-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  for (const [slug, own] of texts) {
    const given = own.has('mod.ts') ? {} : built.files(slug).starters;
    writeAll(join(folder, 'exercises', slug), {
      ...given,
      ...Object.fromEntries(own),
    });
  }
  return { folder, texts, digest: digestOf(texts), remove };
}

function refuseMany(picked: readonly PickedFile[]): void {
  const counts = new Map<string, number>();
  for (const { slug } of picked) counts.set(slug, (counts.get(slug) ?? 0) + 1);
  for (const [slug, count] of counts) {
    if (count > MOST_FILES) {
      throw new IntakeProblem(`${slug} holds more than ${MOST_FILES} files`);
    }
  }
}

function writeAll(folder: string, texts: Readonly<Record<string, string>>): void {
  mkdirSync(folder, { recursive: true });
  for (const [file, text] of Object.entries(texts)) {
    writeFileSync(join(folder, file), text);
  }
}

function digestOf(texts: Intake['texts']): string {
  const rows = [...texts].map(([slug, own]) => [slug, [...own].sort()]);
  return createHash('sha256').update(JSON.stringify(rows)).digest('hex');
}
