// From the texts of the course to the files of the site. What did not change since the last
// time is not parsed again, so that a save is on the page before the hand leaves the key.

import { parse as parseYaml } from 'yaml';
import type { Difference } from '../../chapters/differences.ts';
import type { Drawn } from '../literate/figures.ts';
import { readSource, type Source, type Sources } from '../literate/regions.ts';
import { articleHtml, chapterSheet } from './chapter-page.ts';
import { snippetOf } from './code.ts';
import { type Course, courseLink } from './course.ts';
import { type Chapter, type Head, readChapter } from './head.ts';
import type { Painter, Snippet } from './highlight.node.ts';
import { indexSheet } from './index-page.ts';
import {
  appendixSheet,
  claimsSheet,
  defaultsSheet,
  glossarySheet,
} from './list-pages.ts';
import { createMarkdown } from './markdown.ts';
import { codeOf, type Page } from './model.ts';
import { parsePage } from './parse.ts';
import { type Sheet, sheetHtml, type Theme } from './shell.ts';
import { wholeSheet } from './whole-page.ts';

/** All that the site is made of, as text. */
export interface Texts {
  /** By file name: `01-store.md`. */
  readonly chapters: ReadonlyMap<string, string>;
  /** The modules of the reference by path below solutions/: `01-store/range.ts`. */
  readonly solutions: ReadonlyMap<string, string>;
  /** What the figures of each chapter draw, by its slug. */
  readonly figures: ReadonlyMap<string, Drawn>;
  readonly differences: readonly Difference[];
  /** `chapters/glossary.yaml`, or '' when there is none. */
  readonly glossary: string;
  readonly repository: string;
  readonly theme: Theme;
}

export interface Press {
  /** The files of the site by name. */
  press(texts: Texts): Promise<Map<string, string>>;
}

export function createPress(painter: Painter): Press {
  const chapterOf = remember(readChapter);
  const sourceOf = remember(readSource);
  const pages = new Map<
    string,
    { readonly key: readonly unknown[]; readonly page: Page }
  >();
  let sources: Sources = new Map();

  function pageOf(
    chapter: Chapter,
    heads: readonly Head[],
    planned: string,
    { figures: drawn, differences }: Texts,
  ): Page {
    const figures = drawn.get(chapter.head.slug);
    const key = [chapter, sources, planned, figures];
    const known = pages.get(chapter.head.slug);
    if (known?.key.every((part, i) => part === key[i])) return known.page;
    const page = parsePage(
      chapter,
      createMarkdown((href) => courseLink(href, heads)),
      { sources, figures: figures ?? new Map(), differences },
    );
    pages.set(chapter.head.slug, { key, page });
    return page;
  }

  function courseOf(texts: Texts): Course {
    const files = [...texts.chapters].sort(([a], [b]) => (a < b ? -1 : 1));
    const chapters = files.map(([file, text]) => chapterOf(file, text));
    const heads = chapters.map(({ head }) => head);
    sources = kept(sources, readAll(texts.solutions, sourceOf));
    const planned = heads.map((head) => `${head.slug} ${head.planned}`).join();
    return {
      heads,
      pages: chapters
        .filter(({ head }) => !head.planned)
        .map((chapter) => pageOf(chapter, heads, planned, texts)),
      glossary: readGlossary(texts.glossary),
      repository: texts.repository,
    };
  }

  return {
    async press(texts) {
      const course = courseOf(texts);
      const snippets = course.pages.flatMap((page) => snippetsOf(page));
      await painter.prepare(snippets);
      const files = sheets(course, sources, painter).map(
        (sheet): [string, string] => {
          return [sheet.file, sheetHtml(sheet, course, texts.theme)];
        },
      );
      const { css, script } = texts.theme;
      return new Map([...files, ['style.css', css], ['site.js', script]]);
    },
  };
}

function snippetsOf({ blocks, files }: Page): Snippet[] {
  const whole = files.map(({ code }) => ({ lang: 'ts', code }));
  return [...codeOf(blocks).map((block) => snippetOf(block)), ...whole];
}

function sheets(course: Course, sources: Sources, { paint }: Painter): Sheet[] {
  const articles = course.pages.map((page) => articleHtml(page, course, paint));
  return [
    indexSheet(course),
    ...course.pages.map((page, i) => chapterSheet(page, course, articles[i] ?? '')),
    ...course.pages.flatMap((page) => wholeSheet(page, paint) ?? []),
    claimsSheet(course),
    defaultsSheet(sources),
    ...(course.glossary.size > 0 ? [glossarySheet(course)] : []),
    appendixSheet(sources),
    printSheet(course, articles),
  ];
}

function printSheet({ pages }: Course, articles: readonly string[]): Sheet {
  const slugs = pages.map(({ head }) => head.slug);
  const all = articles.map((article, i) => rebase(article, slugs[i] ?? '', slugs));
  const main =
    all.length > 0 ? all.join('\n') : '<article><h1>Kubewright</h1></article>';
  return {
    file: 'all.html',
    title: 'The book on one page · Kubewright',
    description: 'Every written chapter on one page, to print or to search.',
    main: main.replaceAll('<article>', '<article class="one-of-many">'),
    kind: 'print',
  };
}

/** Gives an article ids of its own, and turns links between chapters into links in the page. */
export function rebase(
  html: string,
  slug: string,
  slugs: readonly string[],
): string {
  return html
    .replace(/ id="/g, ` id="${slug}.`)
    .replace(/ href="#/g, ` href="#${slug}.`)
    .replace(
      / href="(\d\d-[\w-]+)\.html(?:#([^"]*))?"/g,
      (link, to: string, id?: string) => {
        if (!slugs.includes(to)) return link;
        return ` href="#${to}${id === undefined ? '' : `.${id}`}"`;
      },
    )
    .replace('<article>', `<article id="${slug}">`);
}

/** `read`, which for the same text of the same file gives the same value again. */
function remember<T>(read: (file: string, text: string) => T): typeof read {
  const known = new Map<string, { readonly text: string; readonly value: T }>();
  return (file, text) => {
    const last = known.get(file);
    if (last?.text === text) return last.value;
    const value = read(file, text);
    known.set(file, { text, value });
    return value;
  };
}

function readAll(
  texts: ReadonlyMap<string, string>,
  read: (file: string, text: string) => Source,
): Sources {
  return new Map([...texts].map(([file, text]) => [file, read(file, text)]));
}

/** The old map if the new one says the same. */
function kept(old: Sources, fresh: Sources): Sources {
  const same =
    old.size === fresh.size && [...fresh].every(([k, v]) => old.get(k) === v);
  return same ? old : fresh;
}

function readGlossary(yaml: string): ReadonlyMap<string, string> {
  const terms: unknown = yaml === '' ? {} : parseYaml(yaml);
  if (typeof terms !== 'object' || terms === null) {
    throw new Error(
      'chapters/glossary.yaml: expected lines of "term: what it means"',
    );
  }
  const md = createMarkdown((href) => href.replace(/\.md\b/, '.html'));
  return new Map(
    Object.entries(terms).map(([term, text]) => [
      term,
      md.renderInline(String(text)),
    ]),
  );
}
