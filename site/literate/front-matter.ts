/**
 * Reads the front matter of a chapter into a ChapterHead, and says of every field
 * that is missing, unknown or of the wrong shape which one it is. Whether the holes
 * of the sources are the declared steps is checked here too, since both halves of
 * that promise are written by one author.
 */
import { Fields } from './fields.ts';
import { headings } from './headings.ts';
import { gather, LiterateError, type Problem, type TextFile } from './problem.ts';
import { readYaml } from './yaml.ts';

/** One step of a chapter's exercise, as its front matter declares it. */
export interface StepHead {
  /** '1.3': the chapter's number and the step's, from 1. */
  readonly id: string;
  readonly number: number;
  /** A sentence that could stand in the chapter. */
  readonly title: string;
  /** The normative statement, */
  readonly rule: string;
  /** and the upstream file or page that it comes from. */
  readonly source: string;
  /** The heading of the chapter that tells it. */
  readonly section: string;
  /** A question, a pointer, nearly the code. */
  readonly hints: readonly [string, string, string];
  readonly points: number;
}

/**
 * What a chapter says of itself. The lists of a planned chapter are empty, its time
 * is 0.
 */
export interface ChapterHead {
  /** '01-store': the same in all five places of the house. */
  readonly slug: string;
  readonly number: number;
  /** 'store': imported as `#store`. */
  readonly name: string;
  /** 'chapters/01-store.md' */
  readonly file: string;
  readonly title: string;
  readonly part: number;
  readonly summary: string;
  readonly planned: boolean;
  /** Told when first needed: it has modules and a page, but no exercise. */
  readonly given: boolean;
  /** In minutes. */
  readonly time: number;
  /** Names of lower chapters, for example 'store'. */
  readonly needs: readonly string[];
  /** Files of solutions/<slug>/ in reading order. */
  readonly modules: readonly string[];
  readonly claims: readonly string[];
  readonly steps: readonly StepHead[];
}

const PLANNED = ['title', 'part', 'summary', 'status'];
const WRITTEN = [
  'title',
  'part',
  'summary',
  'time',
  'needs',
  'modules',
  'claims',
  'given',
  'exercise',
];
const STEP = ['id', 'title', 'rule', 'source', 'section', 'hints', 'points'];

/**
 * A chapter's head, undefined if its file is not called as a chapter, and what is
 * wrong with it.
 */
export interface HeadRead {
  readonly head: ChapterHead | undefined;
  readonly problems: readonly Problem[];
}

/** Reads the front matter of `chapters/NN-name.md`. */
export function parseHead(chapter: TextFile): HeadRead {
  const [, slug, number, name] =
    /(?:^|\/)((\d\d)-([a-z]+))\.md$/.exec(chapter.file) ?? [];
  if (slug === undefined || number === undefined || name === undefined) {
    const message = 'a chapter is called chapters/NN-name.md; rename this file';
    return {
      head: undefined,
      problems: [{ file: chapter.file, line: 1, message }],
    };
  }
  const unread: Problem[] = [];
  const yaml = gather(unread, () => readFields(chapter));
  if (unread.length > 0) {
    const head = {
      ...unreadable(chapter.file, slug, Number(number), name),
      ...NOTHING_YET,
    };
    return { head, problems: unread };
  }
  const fields = new Fields(chapter, yaml);
  const planned = fields.has('status');
  fields.only(
    planned ? PLANNED : WRITTEN,
    planned ? 'a planned chapter' : 'a chapter',
  );
  if (planned && fields.text('status') !== 'planned') {
    fields.refuse(
      'status',
      'must be "planned", or be left out of a written chapter',
    );
  }
  const shared = {
    slug,
    number: Number(number),
    name,
    file: chapter.file,
    title: fields.text('title'),
    part: fields.number('part'),
    summary: fields.text('summary'),
    planned,
  };
  const head = {
    ...shared,
    ...(planned ? NOTHING_YET : written(fields, chapter, Number(number))),
  };
  return { head, problems: fields.problems };
}

/**
 * Stands for a chapter whose fields can not be read, so that one slip is reported
 * once.
 */
function unreadable(file: string, slug: string, number: number, name: string) {
  return {
    slug,
    number,
    name,
    file,
    title: name,
    part: 0,
    summary: '',
    planned: true,
  };
}

const NOTHING_YET = {
  given: false,
  time: 0,
  needs: [],
  modules: [],
  claims: [],
  steps: [],
} satisfies Partial<ChapterHead>;

function written(fields: Fields, chapter: TextFile, number: number) {
  const given = fields.flag('given');
  if (given && fields.has('exercise')) {
    fields.refuse(
      'exercise',
      'does not belong to a chapter that is given; delete one of the two',
    );
  }
  return {
    given,
    time: fields.number('time'),
    needs: fields.texts('needs'),
    modules: fields.texts('modules'),
    claims: fields.texts('claims'),
    steps:
      given || !fields.has('exercise') ? [] : readSteps(fields, chapter, number),
  };
}

function readSteps(fields: Fields, chapter: TextFile, number: number): StepHead[] {
  const sections = new Set(headings(chapter.text));
  const exercise = fields.inner('exercise');
  exercise.only(['steps'], 'an exercise');
  return exercise.list('steps').map((step, index) => {
    step.only(STEP, 'a step');
    return readStep(step, `${number}.${index + 1}`, sections);
  });
}

function readStep(
  fields: Fields,
  expected: string,
  sections: ReadonlySet<string>,
): StepHead {
  const id = fields.text('id');
  if (id !== '' && id !== expected) {
    fields.refuse(
      'id',
      `must be '${expected}' (chapter and place in the list), found '${id}'`,
    );
  }
  const section = fields.text('section');
  if (section !== '' && !sections.has(section)) {
    fields.refuse(
      'section',
      `must be a heading of this chapter, found "${section}"`,
    );
  }
  return {
    id: expected,
    number: Number(expected.split('.')[1]),
    title: fields.text('title'),
    rule: fields.text('rule'),
    source: fields.text('source'),
    section,
    hints: fields.three('hints'),
    points: fields.number('points'),
  };
}

/** The fields between the two `---` at the head. */
function readFields({ file, text }: TextFile): unknown {
  const [, fields] = /^---\n([\s\S]*?)\n?---(?:\n|$)/.exec(text) ?? [];
  if (fields === undefined) {
    const message =
      'has no front matter; begin the file with --- and end the fields with ---';
    throw new LiterateError(file, 1, message);
  }
  const read = readYaml(fields);
  if ('data' in read) return read.data;
  const message =
    `the front matter is not YAML (${read.reason}); put texts that hold ": " or ` +
    `"#" in quotes`;
  throw new LiterateError(file, read.line + 1, message);
}
