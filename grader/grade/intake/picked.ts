// Which files of a submission are its exercises: what is handed in may be a whole fork, a
// folder of exercises, or a few files in the folder of one.

/** `01-store/history.ts`, and the name that it has in the submission. */
export interface PickedFile {
  readonly slug: string;
  readonly file: string;
  readonly path: string;
}

/** Thrown with a sentence for the instructor when a submission can not be taken in. */
export class IntakeProblem extends Error {
  override readonly name = 'IntakeProblem';
}

/** More files than this are no submission. */
export const MOST_ENTRIES = 20_000;

/**
 * The files of exercises among the paths, which are written with `/`. Those below a folder
 * `exercises` come first; without one, those in a folder named as an exercise is; and files in
 * no folder, where they can be of one exercise alone.
 * @throws IntakeProblem if there are several such folders, none above the others
 */
export function pickFiles(
  paths: readonly string[],
  slugs: ReadonlySet<string>,
): readonly PickedFile[] {
  const found = paths.flatMap((path) => candidate(path, slugs));
  if (found.length === 0) return loose(paths, slugs);
  const forks = found.filter(({ prefix }) => /(?:^|\/)exercises\/$/.test(prefix));
  const among =
    forks.length > 0 ? forks : found.filter(({ prefix }) => isPlain(prefix));
  const depth = Math.min(...among.map(({ prefix }) => depthOf(prefix)));
  const top = among.filter(({ prefix }) => depthOf(prefix) === depth);
  const [one, other] = [...new Set(top.map(({ prefix }) => prefix))];
  if (one !== undefined && other !== undefined) {
    throw new IntakeProblem(
      `it holds exercises in two folders, ${shown(one)} and ${shown(other)}`,
    );
  }
  return top.map(({ slug, file, path }) => ({ slug, file, path }));
}

/** Files without a folder, where only one exercise can be meant. */
function loose(
  paths: readonly string[],
  slugs: ReadonlySet<string>,
): readonly PickedFile[] {
  const [slug, other] = slugs;
  if (slug === undefined || other !== undefined) return [];
  const files = paths.filter((path) => /^[\w.-]{1,100}\.ts$/.test(path));
  return files.map((file) => ({ slug, file, path: file }));
}

interface Candidate extends PickedFile {
  /** What stands before `01-store/`. */
  readonly prefix: string;
}

function candidate(path: string, slugs: ReadonlySet<string>): Candidate[] {
  const [, prefix = '', slug = '', file = ''] =
    /^((?:[^/]+\/)*)(\d\d-[a-z]+)\/([\w.-]{1,100}\.ts)$/.exec(path) ?? [];
  return slugs.has(slug) ? [{ prefix, slug, file, path }] : [];
}

/** A fork's own folders of that name are none of the learner's. */
function isPlain(prefix: string): boolean {
  return !/(?:^|\/)(?:solutions|grader|site|chapters|node_modules)\//.test(prefix);
}

const depthOf = (prefix: string): number => prefix.split('/').length;

const shown = (prefix: string): string =>
  prefix === '' ? 'at the top' : JSON.stringify(prefix.slice(0, 80));
