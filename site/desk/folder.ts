// The folder of an exercise on its way out of a page and back, as a zip archive.

import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { pickFiles } from '../../grader/grade/intake/picked.ts';

/** The archive: unpacked over a course, it is where the terminal looks for it. */
export function packed(
  slug: string,
  files: ReadonlyMap<string, string>,
): Uint8Array<ArrayBuffer> {
  // Without a time in it, the same files are the same bytes.
  const mtime = new Date(1980, 0, 1);
  const entries = [...files].map(
    ([name, text]) => [`exercises/${slug}/${name}`, strToU8(text)] as const,
  );
  const bytes = zipSync(Object.fromEntries(entries), { mtime });
  return new Uint8Array(bytes);
}

/** A file as a reader chose it. */
export interface Chosen {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * The files of the exercise among what was chosen: archives, or files themselves.
 * @throws Error with a sentence for the reader
 */
export function unpacked(
  slug: string,
  chosen: readonly Chosen[],
): ReadonlyMap<string, string> {
  const texts = new Map<string, Uint8Array>();
  for (const { name, bytes } of chosen) {
    if (!name.endsWith('.zip')) texts.set(name, bytes);
    else for (const [path, text] of entriesOf(name, bytes)) texts.set(path, text);
  }
  const picked = pickFiles([...texts.keys()], new Set([slug]));
  if (picked.length === 0) {
    throw new Error(
      `there is no file of ${slug} in it: a zip of exercises/${slug}, or its .ts files`,
    );
  }
  return new Map(
    picked.map(({ file, path }) => [
      file,
      strFromU8(texts.get(path) ?? new Uint8Array()).replaceAll('\r\n', '\n'),
    ]),
  );
}

/** Larger than any file of an exercise may be. */
const LARGEST = 128 * 1024;

function entriesOf(name: string, bytes: Uint8Array): [string, Uint8Array][] {
  try {
    const isWanted = { filter: isText };
    return Object.entries(unzipSync(bytes, isWanted));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`${name} can not be read: ${why}`);
  }
}

const isText = (file: {
  readonly name: string;
  readonly originalSize: number;
}): boolean => file.name.endsWith('.ts') && file.originalSize <= LARGEST;
