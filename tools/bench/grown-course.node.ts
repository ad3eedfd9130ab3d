// A course of 34 chapters of today's size: every planned chapter is given a copy of one
// that is written, under its own number and name. For measuring how the course grows.

import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { readCourse } from '../../site/literate/course.node.ts';
import type { Chapter } from '../../site/literate/course.ts';

export interface GrownCourse {
  readonly root: string;
  /** The slugs of the chapters that were made. */
  readonly made: readonly string[];
}

/** Makes it in a temporary folder, which goes when this process ends. */
export async function growCourse(from: string): Promise<GrownCourse> {
  const root = join(mkdtempSync(join(tmpdir(), 'kubewright-grown-')), 'course');
  process.once('exit', () =>
    rmSync(dirname(root), { recursive: true, force: true }),
  );
  copyTracked(from, root);
  symlinkSync(join(from, 'node_modules'), join(root, 'node_modules'), 'dir');
  const { chapters } = await readCourse(root);
  const models = chapters.filter(({ head }) => head.steps.length > 0);
  const planned = chapters.filter(({ head }) => head.planned);
  for (const [i, { head }] of planned.entries()) {
    const model = models[i % models.length];
    if (model !== undefined) copyChapter(root, model, head);
  }
  return { root, made: planned.map(({ head }) => head.slug) };
}

function copyTracked(from: string, root: string): void {
  const list = execFileSync('git', ['ls-files', '-z'], { cwd: from });
  for (const file of list.toString().split('\0')) {
    if (file === '' || !existsSync(join(from, file))) continue;
    mkdirSync(dirname(join(root, file)), { recursive: true });
    cpSync(join(from, file), join(root, file));
  }
}

type Head = Chapter['head'];

/** Copies a chapter to its places; files that are there already are replaced. */
function copyChapter(root: string, { head: model }: Chapter, head: Head): void {
  const renamed = (text: string): string =>
    text
      .replaceAll(model.slug, head.slug)
      .replaceAll(`'${model.number}.`, `'${head.number}.`);
  for (const place of ['solutions', 'exercises', 'grader/scenarios']) {
    copyFolder(join(root, place), [model.slug, head.slug], renamed);
  }
  for (const place of ['grader/scenarios', 'grader/mutants', 'chapters/figures']) {
    const file = join(root, place, `${model.slug}.ts`);
    if (!existsSync(file)) continue;
    const text = readFileSync(file, 'utf8');
    writeFileSync(join(root, place, `${head.slug}.ts`), renamed(text));
  }
  const told = readFileSync(join(root, model.file), 'utf8');
  writeFileSync(join(root, head.file), chapterText(renamed(told), head));
}

function copyFolder(
  place: string,
  [from, to]: readonly [string, string],
  renamed: (text: string) => string,
): void {
  for (const name of readdirSync(join(place, from), {
    recursive: true,
    encoding: 'utf8',
  })) {
    const file = join(place, from, name);
    if (!statSync(file).isFile() || /\.test\.ts$/.test(name)) continue;
    mkdirSync(dirname(join(place, to, name)), { recursive: true });
    writeFileSync(join(place, to, name), renamed(readFileSync(file, 'utf8')));
  }
}

/** The chapter's text: its part is the copy's own, claims and differences stay behind. */
function chapterText(text: string, { part, title }: Head): string {
  return text
    .replace(/^title: .*$/m, `title: ${title}`)
    .replace(/^part: .*$/m, `part: ${part}`)
    .replace(/^claims: .*$/m, 'claims: []')
    .replace(/^:::claim .*$/gm, ':::side')
    .replace(/^:::differs\n[\s\S]*?^:::\n/gm, '');
}
