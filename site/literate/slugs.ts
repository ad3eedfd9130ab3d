/**
 * One slug, five places: who knows `17-scheduler` knows where its chapter,
 * reference, exercise, scenarios and mutants are. Here the places are held equal,
 * and package.json's `imports` with them.
 */
import type { ChapterHead } from './front-matter.ts';
import type { Problem } from './problem.ts';

/**
 * What lies in the places of the house. Names of entries, without their folders.
 */
export interface Tree {
  readonly solutions: readonly string[];
  readonly exercises: readonly string[];
  readonly scenarios: readonly string[];
  readonly mutants: readonly string[];
  /** package.json's `imports`: '#store' to its conditions and their targets. */
  readonly imports: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

/** Besides a chapter's module: what needs Node, and the tables of Kubernetes' kinds. */
export const EDGES: readonly string[] = ['node', 'kubernetes'];

/** The number of the last chapter of the course. */
export const LAST_CHAPTER = 33;

const doorsOf = (name: string): readonly string[] => [
  `#${name}`,
  ...EDGES.map((edge) => `#${name}/${edge}`),
];

/** Holds chapters, folders and `imports` against each other. */
export function checkSlugs(
  heads: readonly ChapterHead[],
  tree: Tree,
  last: number = LAST_CHAPTER,
): Problem[] {
  return [
    ...missingChapters(heads, last),
    ...heads.flatMap((head) => checkImport(head, tree)),
    ...heads.flatMap((head) => checkNeeds(head, heads)),
    ...heads.flatMap((head) => checkPlaces(head, tree)),
    ...strays(heads, tree),
  ];
}

function problem(file: string, message: string): Problem {
  return { file, line: 1, message };
}

function missingChapters(heads: readonly ChapterHead[], last: number): Problem[] {
  const problems: Problem[] = [];
  for (let number = 0; number <= last; number++) {
    const found = heads.filter((head) => head.number === number);
    if (found.length === 1) continue;
    const name = String(number).padStart(2, '0');
    const files = found.map((head) => head.file).join(' and ') || 'none';
    problems.push(
      problem(
        `chapters/${name}-`,
        `chapter ${name} is one file, found ${files}; write or rename it`,
      ),
    );
  }
  return problems;
}

function checkImport({ slug, name }: ChapterHead, { imports }: Tree): Problem[] {
  const conditions = imports.get(`#${name}`);
  const wanted = {
    [`mine-${name}`]: `./exercises/${slug}/mod.ts`,
    default: `./solutions/${slug}/mod.ts`,
  };
  const wrong = Object.entries(wanted).find(
    ([key, path]) => conditions?.get(key) !== path,
  );
  if (wrong === undefined) return [];
  const message =
    `imports must map "#${name}" under "${wrong[0]}" to ` +
    `${wrong[1]}, found ${conditions?.get(wrong[0]) ?? 'nothing'}`;
  return [problem('package.json', message)];
}

function checkNeeds(head: ChapterHead, heads: readonly ChapterHead[]): Problem[] {
  const lower = heads
    .filter((one) => one.number < head.number)
    .map((one) => one.name);
  const wrong = head.needs.filter((name) => !lower.includes(name));
  return wrong.map((name) =>
    problem(
      head.file,
      `needs names ${name}, which is no lower chapter; correct or delete it`,
    ),
  );
}

function checkPlaces(head: ChapterHead, tree: Tree): Problem[] {
  if (head.planned) return [];
  const { slug, file } = head;
  const places = [[tree.solutions, slug, `solutions/${slug}/`]] as [
    readonly string[],
    string,
    string,
  ][];
  if (head.steps.length > 0) {
    places.push(
      [tree.exercises, slug, `exercises/${slug}/`],
      [tree.scenarios, `${slug}.ts`, `grader/scenarios/${slug}.ts`],
      [tree.mutants, `${slug}.ts`, `grader/mutants/${slug}.ts`],
    );
  }
  const missing = places.filter(([entries, name]) => !entries.includes(name));
  return missing.map(([, , path]) =>
    problem(file, `${path} is missing; write it, or set status: planned`),
  );
}

function strays(heads: readonly ChapterHead[], tree: Tree): Problem[] {
  const slugs = new Set(heads.map((head) => head.slug));
  const stray = (place: string, entries: readonly string[]) =>
    entries
      .filter(
        (entry) => /^\d/.test(entry) && !slugs.has(entry.replace(/\..*$/, '')),
      )
      .map((entry) =>
        problem(
          `${place}/${entry}`,
          'belongs to no chapter; rename it to the slug of one, or delete it',
        ),
      );
  return [
    ...stray('solutions', tree.solutions),
    ...stray('exercises', tree.exercises),
    ...stray('grader/scenarios', tree.scenarios),
    ...stray('grader/mutants', tree.mutants),
    ...[...tree.imports.keys()]
      .filter((name) => !heads.some((head) => doorsOf(head.name).includes(name)))
      .map((name) =>
        problem(
          'package.json',
          `imports maps ${name}, which no chapter is called; delete it`,
        ),
      ),
  ];
}
