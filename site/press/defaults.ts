// Every named constant of the reference with its unit and where Kubernetes states it. The
// doc comment above the constant is the only source.

import type { Sources } from '../literate/regions.ts';

export interface Default {
  readonly name: string;
  readonly value: string;
  readonly unit: string;
  /** The first sentence of the comment. */
  readonly what: string;
  /** The rest: flag, real default, file or page. */
  readonly source: string;
  readonly file: string;
}

const CONSTANT =
  /\/\*\*((?:[^*]|\*(?!\/))*)\*\/\s*export const ([A-Z][A-Z0-9_]*)(?::\s*([^=\n]+?))?\s*=\s*([^;\n]+);/g;

/** The constants of the modules, in the order of their files and lines. */
export function defaultsOf(sources: Sources): Default[] {
  const files = [...sources.keys()].filter(
    (file) => !/\.(?:test|types)\.ts$/.test(file),
  );
  return files.sort().flatMap((file) => {
    const text = sources.get(file)?.text ?? '';
    return [...text.matchAll(CONSTANT)].map((match) => read(file, match));
  });
}

function read(file: string, match: RegExpExecArray): Default {
  const [, comment = '', name = '', type = '', expression = ''] = match;
  const doc = comment
    .replace(/^\s*\* ?/gm, '')
    .replace(/\s+/g, ' ')
    .trim();
  const [what = '', ...rest] = doc.split(
    /(?<=\.)\s+(?=[\p{Lu}`])|(?<=\.)\s+(?=[a-z-]+ --)/u,
  );
  const unit = unitOf(type, doc);
  const value = plainValue(expression);
  return {
    name,
    value: said(value, unit),
    unit,
    what,
    source: rest.join(' '),
    file,
  };
}

/** The brands of the course, as units. */
const BRANDS: Readonly<Record<string, string>> = {
  Millis: 'ms',
  Revision: 'revision',
  Term: 'term',
};

function unitOf(type: string, doc: string): string {
  const word = /\bin (milliseconds|seconds|bytes|ticks)\b/i
    .exec(doc)?.[1]
    ?.toLowerCase();
  return BRANDS[type] ?? (word === 'milliseconds' ? 'ms' : (word ?? ''));
}

/** `50_000 as Millis` and `millis(50_000)` say 50_000. */
function plainValue(expression: string): string {
  const bare = expression.replace(/\s+(?:as|satisfies)\s+.*$/, '').trim();
  return /^[a-z]\w*\(([\d_.]+)\)$/.exec(bare)?.[1] ?? bare;
}

/** A number as a reader says it: `50,000 (50 s)`. Other values stay as they are written. */
function said(value: string, unit: string): string {
  if (!/^[\d_]+$/.test(value)) return value;
  const number = Number(value.replaceAll('_', ''));
  const shown = number.toLocaleString('en-US');
  const whole = unit === 'ms' && number >= 1000 && number % 1000 === 0;
  return whole ? `${shown} (${number / 1000} s)` : shown;
}
