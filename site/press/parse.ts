// From Markdown to the page model: the tokens of markdown-it, walked once.

import type { MarkdownIt, Token } from 'markdown-it';
import { BASELINE, type Difference } from '../../chapters/differences.ts';
import { readClaim } from '../literate/claims.ts';
import { type Drawn, figuresFile } from '../literate/figures.ts';
import type { StepHead } from '../literate/front-matter.ts';
import { isEngineRoom } from '../literate/head-comment.ts';
import type { Sources } from '../literate/regions.ts';
import { readFence } from './fence.ts';
import type { Chapter } from './head.ts';
import { CONTAINERS } from './markdown.ts';
import type { Block, Page, StepText } from './model.ts';
import { outlined } from './outline.ts';
import { settleSides } from './sides.ts';
import { slug } from './text.ts';
import { modulesOf, wholeFile } from './whole.ts';

const EXERCISE = /^<!--\s*exercise\s*-->\s*$/;
const COMMENT = /^\s*<!--[\s\S]*?-->\s*$/;
const INLINE_HTML = /^<\/?(?:kbd|sub|sup|br)>$/;

/** What a chapter shows beside its own words. */
export interface Shown {
  readonly sources: Sources;
  readonly figures: Drawn;
  /** Where the whole course differs from etcd. */
  readonly differences: readonly Difference[];
}

/** Reads one chapter. @throws naming file and line when the text is not well formed. */
export function parsePage(chapter: Chapter, md: MarkdownIt, shown: Shown): Page {
  const { head } = chapter;
  const { sources } = shown;
  const walker = new Walker(chapter, md, shown);
  const blocks = settleSides(
    outlined(walker.blocks(md.parse(chapter.body, walker.env))),
  );
  if (head.steps.length > 0 && !blocks.some((block) => block.kind === 'exercise')) {
    const id = 'exercise';
    blocks.push(
      { kind: 'heading', level: 2, id, html: 'Exercise' },
      { kind: 'exercise' },
    );
  }
  const told = modulesOf(head, sources);
  const files = told.filter((source) => !isEngineRoom(source.lines));
  return {
    head,
    steps: head.steps.map((step) => walker.step(step, blocks)),
    blocks,
    files: files.map((source) => wholeFile(source)),
    engine: told
      .filter((source) => !files.includes(source))
      .map(({ file }) => file),
    toWrite: files
      .filter(({ holes }) => holes.length > 0)
      .map(({ file }) => `exercises/${file}`),
  };
}

class Walker {
  readonly env: Record<string, unknown> = {};
  readonly #chapter: Chapter;
  readonly #md: MarkdownIt;
  readonly #sources: Sources;
  readonly #figures: Drawn;
  readonly #differences: readonly Difference[];
  #section = '';

  constructor(
    chapter: Chapter,
    md: MarkdownIt,
    { sources, figures, differences }: Shown,
  ) {
    this.#chapter = chapter;
    this.#md = md;
    this.#sources = sources;
    this.#figures = figures;
    const { number } = chapter.head;
    this.#differences = differences.filter((one) => one.chapter === number);
  }

  blocks(tokens: readonly Token[]): Block[] {
    const found: Block[] = [];
    for (let i = 0; i < tokens.length; ) {
      const end = closing(tokens, i);
      const group = tokens.slice(i, end + 1);
      const block = this.#block(group, found);
      if (block !== undefined) found.push(block);
      i = end + 1;
    }
    return found;
  }

  /** A step of the front matter, its Markdown rendered. */
  step(head: StepHead, blocks: readonly Block[]): StepText {
    const { id, number, title, rule, source, hints } = head;
    const heading = slug(head.section);
    const told = blocks.find(
      (block) => block.kind === 'heading' && block.id === heading,
    );
    return {
      id,
      title: this.#text(title),
      rule: this.#text(rule),
      source: this.#text(
        source.replace(/https?:\/\/[^\s<>]*[^\s<>.,;)]/g, shortLink),
      ),
      section: told?.kind === 'heading' ? told : { id: '', html: '' },
      files: modulesOf(this.#chapter.head, this.#sources)
        .filter(({ holes }) => holes.some((hole) => hole.steps.includes(number)))
        .map(({ file }) => file),
      hints: hints.map((hint) =>
        this.#render(this.#safe(this.#md.parse(hint, {}))),
      ),
    };
  }

  #text(markdown: string): string {
    return this.#render(this.#safe(this.#md.parseInline(markdown, {})));
  }

  #safe(tokens: Token[]): Token[] {
    this.#refuseHtml(tokens);
    return tokens;
  }

  #block(group: Token[], before: Block[]): Block | undefined {
    const [first] = group;
    if (first === undefined) return undefined;
    const container = CONTAINERS.find(
      (name) => first.type === `container_${name}_open`,
    );
    if (container !== undefined) return this.#container(container, group);
    if (first.type === 'fence') return this.#fence(first, before);
    if (first.type === 'html_block') return this.#comment(first);
    this.#safe(group);
    if (first.type === 'heading_open') return this.#heading(first, group);
    const html = this.#render(group);
    return { kind: first.type === 'table_open' ? 'table' : 'prose', html };
  }

  #heading(first: Token, group: Token[]): Block | undefined {
    const level = Number(first.tag.slice(1));
    // The page's title comes from the front matter; a first-level heading repeats it.
    if (level === 1) return undefined;
    const id = String(first.attrGet('id') ?? '');
    if (level === 2) this.#section = id;
    return {
      kind: 'heading',
      level,
      id,
      html: this.#render(group.slice(1, -1)).trim(),
    };
  }

  #fence(token: Token, before: Block[]): Block | undefined {
    if (token.info.trim() === 'output') return this.#output(token, before);
    const code = readFence(token.info, token.content, this.#sources);
    return typeof code === 'string' ? this.#fail(token, code) : code;
  }

  #output(token: Token, before: Block[]): undefined {
    const owner = before.pop();
    if (owner?.kind !== 'run' && owner?.kind !== 'command') {
      return this.#fail(
        token,
        'an output fence follows no "ts run", sh or console fence',
      );
    }
    before.push({ ...owner, output: token.content.replace(/\n+$/, '') });
    return undefined;
  }

  #comment(token: Token): Block | undefined {
    if (EXERCISE.test(token.content)) return { kind: 'exercise' };
    if (COMMENT.test(token.content)) return undefined;
    return this.#fail(
      token,
      `raw HTML is no part of a chapter: ${token.content.trim()}`,
    );
  }

  #container(name: (typeof CONTAINERS)[number], group: Token[]): Block {
    const [open] = group;
    const words = (open?.info ?? '').trim().split(/\s+/).slice(1);
    const inner = group.slice(1, -1);
    if (name === 'claim') return this.#claim(words, inner, open);
    if (name === 'figure') return this.#figure(words, inner, open);
    const body = this.blocks(inner);
    if (name === 'differs') return this.#differs(body, open);
    return name === 'side' ? { kind: 'side', body, rows: 1 } : { kind: name, body };
  }

  #figure(
    [name = '', plays]: string[],
    inner: Token[],
    open: Token | undefined,
  ): Block {
    const drawing = this.#figures.get(name);
    if (drawing === undefined) {
      const { slug } = this.#chapter.head;
      return this.#fail(
        open,
        `there is no figure "${name}"; export it from ${figuresFile(slug)}`,
      );
    }
    if (plays !== undefined && plays !== 'island')
      this.#fail(
        open,
        `":::figure ${name}" is followed by nothing, or by "island"`,
      );
    const figure = {
      kind: 'figure',
      drawing,
      caption: this.#inline(inner),
    } as const;
    return plays === undefined ? figure : { ...figure, island: name };
  }

  #differs(body: Block[], open: Token | undefined): Block {
    if (this.#differences.length === 0) {
      const { number } = this.#chapter.head;
      this.#fail(open, `chapters/differences.ts names none of chapter ${number}`);
    }
    const rows = this.#differences.map(({ etcd, ours, version }) => [
      this.#text(etcd) + (version === undefined ? '' : ` (${version})`),
      this.#text(ours),
    ]);
    return { kind: 'differs', body, rows: [[`etcd ${BASELINE}`, 'ours'], ...rows] };
  }

  #claim(words: string[], inner: Token[], open: Token | undefined): Block {
    const read = readClaim(words);
    if (typeof read === 'string') return this.#fail(open, read);
    const { id, verdict, proof = { by: 'told' } } = read;
    const end = closing(inner, 0);
    const claim = this.#inline(inner.slice(0, end + 1));
    const body = this.blocks(inner.slice(end + 1));
    const section = this.#section;
    return { kind: 'claim', id, verdict, claim, body, proof, section };
  }

  /** The first paragraph of some tokens, without its `<p>`. */
  #inline(tokens: Token[]): string {
    this.#safe(tokens);
    return this.#render(tokens.filter(({ type }) => type === 'inline')).trim();
  }

  #render(tokens: Token[]): string {
    return this.#md.renderer.render(tokens, this.#md.options, this.env);
  }

  #refuseHtml(tokens: readonly Token[]): void {
    for (const token of tokens) {
      const raw = [token, ...(token.children ?? [])].find(isRawHtml);
      if (raw === undefined) continue;
      this.#fail(
        token,
        `raw HTML is no part of a chapter (put code in backticks): ${raw.content}`,
      );
    }
  }

  #fail(token: Token | undefined, problem: string): never {
    const { head, offset } = this.#chapter;
    const line = (token?.map?.[0] ?? 0) + offset + 1;
    throw new Error(`chapters/${head.slug}.md:${line}: ${problem}`);
  }
}

function isRawHtml(token: Token): boolean {
  if (token.type === 'html_block') return !COMMENT.test(token.content);
  if (token.type !== 'html_inline') return false;
  return !INLINE_HTML.test(token.content) && !COMMENT.test(token.content);
}

/** A bare address as a link that shows no more of it than a reader wants. */
function shortLink(url: string): string {
  return `[${url.replace(/^https?:\/\/(?:www\.)?/, '')}](${url})`;
}

/** The index of the token that closes the one at `start`. */
function closing(tokens: readonly Token[], start: number): number {
  let depth = 0;
  for (let i = start; i < tokens.length; i += 1) {
    depth += tokens[i]?.nesting ?? 0;
    if (depth === 0) return i;
  }
  return tokens.length - 1;
}
