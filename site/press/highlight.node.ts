// Colours for code, as classes. A tiny theme gives each group of scopes a made-up colour,
// which is only a name: style.css says what it looks like by day and by night. What is
// painted once is kept by the hash of its text, so that a warm build never loads shiki.

import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ThemeRegistration } from 'shiki/core';
import { escapeHtml } from './text.ts';

/** What `<span class>` a scope gets. Whatever is not named here stays ink. */
const SCOPES: Readonly<Record<string, readonly string[]>> = {
  k: [
    'keyword',
    'keyword.operator.expression',
    'keyword.operator.new',
    'storage',
    'variable.language',
    'constant.language',
  ],
  s: [
    'string',
    'punctuation.definition.string',
    'constant.character',
    'string.regexp',
  ],
  c: [
    'comment',
    'comment storage',
    'comment keyword',
    'comment variable',
    'comment entity',
  ],
  n: ['constant.numeric'],
  t: [
    'entity.name.type',
    'entity.other.inherited-class',
    'support.type',
    'support.class',
  ],
  '': ['keyword.operator', 'storage.type.function.arrow', 'meta.embedded'],
};
const CLASSES = Object.keys(SCOPES);
const INK = '#ffffff';

/** The grammars that a chapter needs, by the language of its fence. */
const LANGS: Readonly<Record<string, string>> = {
  ts: 'typescript',
  json: 'json',
  yaml: 'yaml',
  sh: 'shellscript',
};

/** A first line that tells the grammar where it is; it is not shown. */
const FRAMES: Readonly<Record<string, string>> = {
  class: 'class _ {\n',
  interface: 'interface _ {\n',
  function: 'function _() {\n',
};

/** Changes with whatever changes the colouring: the theme above, or shiki. */
const EDITION = createHash('sha256').update(
  JSON.stringify([SCOPES, LANGS, FRAMES, 'shiki 4']),
);

export interface Snippet {
  readonly lang: string;
  readonly code: string;
  /** What the lines stand in, e.g. `class`: a member alone would not be known as one. */
  readonly within?: string;
}

/** HTML of a snippet that was prepared before. */
export type Paint = (snippet: Snippet) => string;

export interface Painter {
  /** Sees to it that every snippet is painted, in the cache or now. */
  prepare(snippets: readonly Snippet[]): Promise<void>;
  readonly paint: Paint;
}

/** A painter that keeps its work in `folder`, e.g. `.kubewright/cache/shiki`. */
export function createPainter(folder: string): Painter {
  const painted = new Map<string, string>();
  return {
    async prepare(snippets) {
      const missing = new Map<string, Snippet>();
      for (const snippet of snippets) {
        const key = keyOf(snippet);
        if (painted.has(key) || LANGS[snippet.lang] === undefined) continue;
        const kept = readKept(join(folder, key));
        if (kept === undefined) missing.set(key, snippet);
        else painted.set(key, kept);
      }
      if (missing.size === 0) return;
      const highlight = await loadShiki();
      mkdirSync(folder, { recursive: true });
      for (const [key, snippet] of missing) {
        const html = highlight(snippet);
        painted.set(key, html);
        writeFileSync(join(folder, key), html);
      }
    },
    paint: (snippet) => painted.get(keyOf(snippet)) ?? escapeHtml(snippet.code),
  };
}

function keyOf({ lang, code, within = '' }: Snippet): string {
  return EDITION.copy()
    .update(`${lang} ${within}\n${code}`)
    .digest('hex')
    .slice(0, 32);
}

function readKept(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

async function loadShiki(): Promise<(snippet: Snippet) => string> {
  const [{ createHighlighterCore }, { createJavaScriptRegexEngine }, ...grammars] =
    await Promise.all([
      import('shiki/core'),
      import('shiki/engine/javascript'),
      import('shiki/langs/typescript.mjs'),
      import('shiki/langs/json.mjs'),
      import('shiki/langs/yaml.mjs'),
      import('shiki/langs/shellscript.mjs'),
    ]);
  const shiki = await createHighlighterCore({
    themes: [theme()],
    langs: grammars.map((grammar) => grammar.default),
    engine: createJavaScriptRegexEngine(),
  });
  return ({ lang, code, within = '' }) => {
    // Without its time limit: a busy machine would leave a line unpainted, and that be kept.
    const options = {
      lang: LANGS[lang] ?? 'text',
      theme: 'kubewright',
      tokenizeTimeLimit: 0,
    };
    const frame = FRAMES[within] ?? '';
    const lines = shiki.codeToTokensBase(frame + code, options);
    return lines
      .slice(frame === '' ? 0 : 1)
      .map((tokens) => lineHtml(tokens))
      .join('\n');
  };
}

/** A colour that is only the number of a class. */
function colourOf(index: number): string {
  return `#00000${index}`;
}

function theme(): ThemeRegistration {
  const settings = CLASSES.map((name, i) => ({
    scope: [...(SCOPES[name] ?? [])],
    settings: { foreground: name === '' ? INK : colourOf(i) },
  }));
  return { name: 'kubewright', fg: INK, bg: '#000000', settings };
}

interface Token {
  readonly content: string;
  readonly color?: string;
}

function lineHtml(tokens: readonly Token[]): string {
  let html = '';
  let open = '';
  for (const { content, color } of tokens) {
    const name = CLASSES.find((_, i) => colourOf(i) === color) ?? '';
    // Blanks have no colour of their own: let them join what is open.
    if (content.trim() !== '' && name !== open) {
      if (open !== '') html += '</span>';
      if (name !== '') html += `<span class="${name}">`;
      open = name;
    }
    html += escapeHtml(content);
  }
  return open === '' ? html : `${html}</span>`;
}
