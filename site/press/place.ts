// Where in its file a region goes, said in words: `in class Store, after put`.

import type { Node } from 'oxc-parser';
import { nameOf } from '../literate/names.ts';
import type { Source } from '../literate/regions.ts';
import { childrenOf, offsetAt } from '../literate/syntax.ts';

export interface Place {
  /** As HTML; '' when the file has no such region. */
  readonly words: string;
  /** What the lines stand in: `class`, `interface`, `function`, or ''. */
  readonly within: string;
}

/** What a declaration begins with; '' for a member, which has but a name. */
const KINDS: ReadonlyMap<string, string> = new Map([
  ['ClassDeclaration', 'class'],
  ['TSInterfaceDeclaration', 'interface'],
  ['FunctionDeclaration', 'function'],
  ['TSTypeAliasDeclaration', 'type'],
  ['VariableDeclarator', 'const'],
  ['MethodDefinition', ''],
]);
const LISTS: ReadonlySet<string> = new Set([
  'Program',
  'ClassBody',
  'TSInterfaceBody',
]);

/** The declaration that encloses a region, and the one before the region. */
export function placeOf(source: Source, name: string): Place {
  const start = startOf(source, name);
  if (start === undefined) return { words: '', within: '' };
  const holders = source.syntax.around(start);
  const after = nameBefore(holders.at(-1), start);
  const inside = holders.findLast(({ type }) => KINDS.has(type));
  if (inside === undefined) {
    const words = after === '' ? 'a new file' : `after <code>${after}</code>`;
    return { words, within: '' };
  }
  const kind = KINDS.get(inside.type) ?? '';
  const where = `in <code>${`${kind} ${nameOf(inside)}`.trim()}</code>`;
  const words = after === '' ? where : `${where}, after <code>${after}</code>`;
  return { words, within: kind === '' ? 'function' : kind };
}

/** The offset of what a region shows first. */
function startOf(
  { regions, lines, text }: Source,
  name: string,
): number | undefined {
  const region = regions.get(name);
  if (region === undefined) return undefined;
  const shown = lines.slice(region.from + 1, region.to);
  const first = shown.findIndex((line) => !/^\s*(?:$|\/\/#)/.test(line));
  if (first === -1) return undefined;
  const indent = shown[first]?.search(/\S/) ?? 0;
  return offsetAt(text, region.from + 1 + first) + indent;
}

/** The name of what a list of declarations holds before a place, '' if nothing. */
function nameBefore(list: Node | undefined, start: number): string {
  if (list === undefined || !LISTS.has(list.type)) return '';
  const before = childrenOf(list).filter(({ end }) => end <= start);
  return before.flatMap(namesOf).at(-1) ?? '';
}

function namesOf(node: Node): string[] {
  const name = nameOf(node);
  if (name !== undefined) return [name];
  const declared =
    node.type === 'VariableDeclaration' || node.type === 'ExportNamedDeclaration';
  return declared ? childrenOf(node).flatMap(namesOf) : [];
}
