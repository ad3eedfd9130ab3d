/** What the names in a module stand for: a use of something, or a declaration. */
import type { Node } from 'oxc-parser';
import { childrenOf, fieldOf, lineAt, type Syntax } from './syntax.ts';

/**
 * What a module of the reference has no business with, and what it uses instead.
 * biome.json names the same for the editor.
 */
const GLOBALS: ReadonlyMap<string, string> = new Map([
  ['Date', 'use world.clock'],
  ['Math.random', 'use world.chance'],
  ['setTimeout', 'use world.clock'],
  ['setInterval', 'use world.clock'],
  ['setImmediate', 'use world.clock'],
  ['performance', 'use world.clock'],
  ['crypto', 'use world.chance'],
  ['process', 'hand in what it is asked for'],
  ['globalThis', 'hand in what it is asked for'],
]);

/** An identifier, and what it is in its text. */
export interface Name {
  readonly name: string;
  readonly at: number;
  /** A key, a label, a property: the name stands for itself alone. */
  readonly role: 'declared' | 'used' | 'word';
  /** The property that is asked of it at once. */
  readonly asked: string | undefined;
}

/** Every identifier of a text, in its order. */
export function namesIn(syntax: Syntax): Name[] {
  const found: Name[] = [];
  syntax.walk((node, holders) => {
    if (node.type !== 'Identifier') return;
    const { name, start } = node;
    const asked = propertyAsked(node, holders.at(-1));
    found.push({ name, at: start, role: roleOf(node, holders), asked });
  });
  return found;
}

/**
 * Uses of clock, chance and process in a text; `line` counts from 1. A local of the
 * same name is none.
 */
export function findGlobals(
  text: string,
  syntax: Syntax,
): { line: number; message: string }[] {
  const names = namesIn(syntax);
  const own = names.filter(({ role }) => role === 'declared');
  const declared = new Set(own.map(({ name }) => name));
  const found: { line: number; message: string }[] = [];
  for (const { name, at, role, asked } of names) {
    if (role !== 'used' || declared.has(name)) continue;
    const whole = GLOBALS.has(name) ? name : `${name}.${asked}`;
    const instead = GLOBALS.get(whole);
    if (instead === undefined) continue;
    const line = lineAt(text, at) + 1;
    found.push({ line, message: `uses ${whole}; ${instead}` });
  }
  return found;
}

const WORDS = new Set(['label', 'imported', 'exported', 'meta', 'qualifier']);
const DECLARING = new Set(['id', 'params', 'param', 'parameter', 'parameters']);

function roleOf(node: Node, holders: readonly Node[]): Name['role'] {
  const holder = holders.at(-1);
  if (holder === undefined) return 'used';
  const field = fieldOf(holder, node);
  const computed = 'computed' in holder && holder.computed;
  if (field === 'key' || field === 'property') return computed ? 'used' : 'word';
  if (WORDS.has(field)) return 'word';
  if (holder.type === 'TSQualifiedName') return field === 'left' ? 'used' : 'word';
  return declares(node, holders) ? 'declared' : 'used';
}

/** What a function, a member or a variable is called. */
export function nameOf(node: Node): string | undefined {
  const found = 'id' in node ? node.id : 'key' in node ? node.key : undefined;
  if (found?.type === 'PrivateIdentifier') return `#${found.name}`;
  return found?.type === 'Identifier' ? found.name : undefined;
}

/** The names that a statement declares for those after it. */
export function declaredBy(statement: Node): string[] {
  if (statement.type !== 'VariableDeclaration') {
    return 'id' in statement && statement.id?.type === 'Identifier'
      ? [statement.id.name]
      : [];
  }
  return statement.declarations.flatMap(({ id }) => patternNames(id));
}

function patternNames(pattern: Node): string[] {
  if (pattern.type === 'Identifier') return [pattern.name];
  if (pattern.type === 'Property') return patternNames(pattern.value);
  if (pattern.type === 'AssignmentPattern') return patternNames(pattern.left);
  return childrenOf(pattern).flatMap(patternNames);
}

/** Whether a name, or the pattern that it is part of, is being declared. */
function declares(node: Node, holders: readonly Node[]): boolean {
  const holder = holders.at(-1);
  if (holder === undefined) return false;
  const field = fieldOf(holder, node);
  const outer = holders.slice(0, -1);
  switch (holder.type) {
    case 'ObjectPattern':
    case 'ArrayPattern':
    case 'RestElement':
      return declares(holder, outer);
    case 'AssignmentPattern':
      return field === 'left' && declares(holder, outer);
    case 'Property':
      return outer.at(-1)?.type === 'ObjectPattern' && declares(holder, outer);
    case 'TSTypeParameter':
      return field === 'name';
    case 'ExportSpecifier':
      return false;
    default:
      return DECLARING.has(field) || field === 'local';
  }
}

function propertyAsked(node: Node, holder: Node | undefined): string | undefined {
  if (holder?.type !== 'MemberExpression' || holder.object !== node)
    return undefined;
  return holder.property.type === 'Identifier' ? holder.property.name : undefined;
}
