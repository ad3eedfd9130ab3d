// From the texts of the course to the files of the site. What did not change since the last
// time is not parsed again, so that a save is on the page before the hand leaves the key.

import { parse as parseYaml } from 'yaml';
import type { Difference } from '../../chapters/differences.ts';
import type { Drawn } from '../literate/figures.ts';
import { readSource, type Source, type Sources } from '../literate/regions.ts';
import { articleHtml, chapterSheet } from './chapter-page.ts';
import { snippetOf } from './code.ts';
import { type Course, courseLink } from './course.ts';
import { type Head, readChapter } from './head.ts';
import type { Painter, Snippet } from './highlight.node.ts';
import { indexSheet } from './index-page.ts';
import {
  appendixSheet,
  claimsSheet,
  defaultsSheet,
  engineSheets,
  glossarySheet,
  nowhereSheet,
} from './list-pages.ts';
import { createMarkdown } from './markdown.ts';
import { codeOf, type Page } from './model.ts';
import { parsePage } from './parse.ts';
import { SEARCH_INDEX, searchIndex } from './search-index.ts';
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
  /** The files of the site by name, all but those that are made of all pages. */
  press(texts: Texts): Promise<Map<string, string>>;
  /** The book on one page and the index of the search, of what was pressed last. */
  whole(): readonly (readonly [file: string, text: string])[];
}

export function createPress(painter: Painter): Press {
  const chapterOf = remember(readChapter);
  const sourceOf = remember(readSource);
  const pageFor = keeper<Page>();
  const pressedFor = keeper<Promise<Pressed>>();
  let sources: Sources = new Map();
  let heads: readonly Head[] = [];
  let whole: Press['whole'] = () => [];

  function pagesOf(texts: Texts): readonly Page[] {
    const files = [...texts.chapters].sort(([a], [b]) => (a < b ? -1 : 1));
    const chapters = files.map(([file, text]) => chapterOf(file, text));
    heads = keptHeads(
      heads,
      chapters.map(({ head }) => head),
    );
    sources = kept(sources, readAll(texts.solutions, sourceOf));
    const { differences } = texts;
    return chapters
      .filter(({ head }) => !head.planned)
      .map((chapter) => {
        const { slug } = chapter.head;
        const figures = texts.figures.get(slug);
        const key = [chapter, sources, heads, figures];
        return pageFor(slug, key, () => {
          const head = heads.find((one) => one.slug === slug) ?? chapter.head;
          return parsePage(
            { ...chapter, head },
            createMarkdown((href) => courseLink(href, heads)),
            { sources, figures: figures ?? new Map(), differences },
          );
        });
      });
  }

  return {
    async press(texts) {
      const pages = pagesOf(texts);
      const { glossary: yaml, repository, theme } = texts;
      const course = { heads, pages, glossary: readGlossary(yaml), repository };
      const common = [heads, yaml, repository, theme.css, theme.boot];
      const pressed: Pressed[] = [];
      for (const page of pages) {
        const pressing = pressedFor(page.head.slug, [page, ...common], async () => {
          await painter.prepare(snippetsOf(page));
          return pressPage(page, course, painter, theme);
        });
        pressed.push(await pressing);
      }
      const file = (sheet: Sheet): readonly [string, string] => {
        return [sheet.file, sheetHtml(sheet, course, theme)];
      };
      const read = sources;
      whole = () => [
        file(bookSheet(pressed)),
        [SEARCH_INDEX, searchIndex(course, read)],
      ];
      return new Map([
        file(indexSheet(course)),
        ...pressed.flatMap(({ files }) => files),
        ...sheets(course, sources).map(file),
        ['style.css', theme.css],
        ['site.js', theme.script],
      ]);
    },
    whole: () => whole(),
  };
}

/** What a chapter gives: its own pages, and its part of the book on one page. */
interface Pressed {
  readonly files: readonly (readonly [file: string, html: string])[];
  readonly inBook: string;
}

function pressPage(
  page: Page,
  course: Course,
  { paint }: Painter,
  theme: Theme,
): Pressed {
  const article = articleHtml(page, course, paint);
  const own = [chapterSheet(page, course, article), wholeSheet(page, paint)];
  const slugs = course.pages.map(({ head }) => head.slug);
  return {
    files: own.flatMap((sheet) =>
      sheet === undefined ? [] : [[sheet.file, sheetHtml(sheet, course, theme)]],
    ),
    inBook: rebase(article, page.head.slug, slugs),
  };
}

function snippetsOf({ blocks, files }: Page): Snippet[] {
  const whole = files.map(({ code }) => ({ lang: 'ts', code }));
  return [...codeOf(blocks).map((block) => snippetOf(block)), ...whole];
}

function sheets(course: Course, sources: Sources): Sheet[] {
  return [
    claimsSheet(course),
    defaultsSheet(sources),
    ...(course.glossary.size > 0 ? [glossarySheet(course)] : []),
    appendixSheet(sources),
    nowhereSheet(course),
    ...engineSheets(sources),
  ];
}

function bookSheet(pressed: readonly Pressed[]): Sheet {
  const articles = pressed.map(({ inBook }) => inBook);
  return {
    file: 'all.html',
    title: 'The book on one page · Kubewright',
    description: 'Every written chapter on one page, to print or to search.',
    main:
      articles.length > 0
        ? articles.join('\n')
        : '<article class="one-of-many"><h1>Kubewright</h1></article>',
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
    .replace('<article>', `<article class="one-of-many" id="${slug}">`);
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

/** Keeps a value by its name, and makes it anew when a part of its key is another. */
function keeper<T>(): (name: string, key: readonly unknown[], make: () => T) => T {
  const known = new Map<
    string,
    { readonly key: readonly unknown[]; readonly value: T }
  >();
  return (name, key, make) => {
    const last = known.get(name);
    if (last?.key.every((part, i) => part === key[i])) return last.value;
    const value = make();
    known.set(name, { key, value });
    return value;
  };
}

/** The old heads if the new ones say the same: most saves change a sentence. */
function keptHeads(old: readonly Head[], fresh: readonly Head[]): readonly Head[] {
  return JSON.stringify(old) === JSON.stringify(fresh) ? old : fresh;
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
