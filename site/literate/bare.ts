/**
 * Makes the bare starter of a chapter from its reference: the public face alone. What
 * mod.ts exports stays, with its doc comments and signatures and with the types and
 * classes that these name; every body becomes a throw. All that stands behind is the
 * learner's to write, in files of their own. Made from the same sources as the guided
 * starter, whose holes show one way to do it.
 */
import type { Node } from 'oxc-parser';
import { headCommentLines, isEngineRoom } from './head-comment.ts';
import { childrenOf, Syntax } from './syntax.ts';

/** A module while its face is looked for. */
interface Module {
  readonly text: string;
  readonly statements: readonly Node[];
  /** The declarations to keep, by name. */
  readonly kept: Set<string>;
  /** It is plumbing: where a name of it is kept, all of it is. */
  readonly isWhole: boolean;
}

type Modules = ReadonlyMap<string, Module>;

/** The bare starter of a chapter: `files` are its modules, with nothing left out. */
export function deriveBare(
  files: ReadonlyMap<string, string>,
  chapter: number,
): Map<string, string> {
  const modules = new Map(
    Array.from(files, ([name, text]) => [name, read(text)] as const),
  );
  const face = modules.get('mod.ts');
  if (face === undefined) return new Map();
  for (const statement of face.statements) keepExports(modules, statement);
  const bare = new Map([['mod.ts', face.text]]);
  for (const [name, module] of modules) {
    if (module.kept.size > 0) bare.set(name, textOf(module, chapter));
  }
  return bare;
}

function read(text: string): Module {
  const statements: Node[] = [];
  new Syntax(text).walk((node, holders) => {
    if (holders.length === 1) statements.push(node);
  });
  const isWhole = isEngineRoom(text.split('\n'));
  return { text, statements, kept: new Set(), isWhole };
}

/** Keeps what a line of mod.ts exports from another module. */
function keepExports(modules: Modules, statement: Node): void {
  if (statement.type === 'ExportAllDeclaration') {
    const file = fileOf(statement.source.value);
    const module = modules.get(file);
    for (const one of module?.statements ?? []) {
      if (one.type !== 'ExportNamedDeclaration') continue;
      for (const name of namesOf(one)) keep(modules, file, name);
    }
  }
  if (statement.type !== 'ExportNamedDeclaration') return;
  const file = fileOf(statement.source?.value ?? '');
  for (const specifier of statement.specifiers) {
    keep(modules, file, nameOf(specifier.local));
  }
}

/** Keeps a declaration, and all that its bare text names. */
function keep(modules: Modules, file: string, name: string): void {
  const module = modules.get(file);
  if (module === undefined || module.kept.has(name)) return;
  const statement = module.statements.find((one) => namesOf(one).includes(name));
  if (statement === undefined) return;
  if (statement.type === 'ImportDeclaration') {
    keep(modules, fileOf(statement.source.value), importedName(statement, name));
    return;
  }
  if (module.isWhole && module.kept.size === 0) keepImports(modules, module);
  module.kept.add(name);
  for (const used of namesIn(statement)) {
    if (used !== name) keep(modules, file, used);
  }
}

/** Plumbing stays as it is, and so does what it runs on. */
function keepImports(modules: Modules, { statements }: Module): void {
  for (const statement of statements) {
    if (statement.type !== 'ImportDeclaration') continue;
    const file = fileOf(statement.source.value);
    for (const local of namesOf(statement))
      keep(modules, file, importedName(statement, local));
  }
}

const fileOf = (specifier: string): string => specifier.replace(/^\.\//, '');

/** The name that a module gives to what is called `local` here. */
function importedName(statement: Node, local: string): string {
  for (const specifier of childrenOf(statement)) {
    if (specifier.type !== 'ImportSpecifier') continue;
    if (specifier.local.name === local) return nameOf(specifier.imported);
  }
  return local;
}

function nameOf(node: Node): string {
  if ('name' in node && typeof node.name === 'string') return node.name;
  return 'value' in node ? String(node.value) : '';
}

/** The names that a statement of a module declares or imports. */
function namesOf(statement: Node): readonly string[] {
  switch (statement.type) {
    case 'ExportNamedDeclaration':
      return statement.declaration === null ? [] : namesOf(statement.declaration);
    case 'ImportDeclaration':
      return childrenOf(statement).flatMap((one) =>
        'local' in one ? [nameOf(one.local)] : [],
      );
    case 'VariableDeclaration':
      return statement.declarations.map(({ id }) => nameOf(id));
    default:
      return 'id' in statement && statement.id !== null && isNamed(statement.id)
        ? [nameOf(statement.id)]
        : [];
  }
}

const isNamed = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'name' in value;

/** The names that a declaration's bare text uses: no body is looked into. */
function namesIn(node: Node): readonly string[] {
  if (isGone(node)) return [];
  // A parameter is a name that holds its type.
  const own = node.type === 'Identifier' ? [node.name] : [];
  const inside = childrenOf(node).filter(
    (child) => child.type !== 'BlockStatement' || !hasBody(node),
  );
  return [...own, ...inside.flatMap(namesIn)];
}

/** Whether the node's body is what a learner writes anew. */
function hasBody(node: Node): boolean {
  return node.type === 'FunctionDeclaration' || node.type === 'FunctionExpression';
}

/** A member of a class that nobody sees from outside. */
function isGone(node: Node): boolean {
  return (
    (node.type === 'PropertyDefinition' || node.type === 'MethodDefinition') &&
    node.key.type === 'PrivateIdentifier'
  );
}

const WIDEST = 84;

/** What is cut out of a text, and what stands there instead. */
interface Cut {
  readonly from: number;
  readonly to: number;
  readonly instead: string;
}

function textOf(module: Module, chapter: number): string {
  const { text, statements, kept, isWhole } = module;
  if (isWhole) return text;
  const parts: string[] = [];
  let end = 0;
  for (const statement of statements) {
    const isKept = namesOf(statement).some((name) => kept.has(name));
    if (statement.type !== 'ImportDeclaration' && isKept) {
      parts.push(bareText(text, end, statement, chapter));
    }
    end = statement.end;
  }
  const lines = text.split('\n');
  const head = lines.slice(0, headCommentLines(lines)).join('\n');
  // Without an import above it, the first declaration comes with the head comment.
  const body = parts.join('\n\n').replace(head, '').trimStart();
  const imports = importLines(module, body).join('\n');
  return `${[head, imports, body].filter((part) => part !== '').join('\n\n')}\n`;
}

/** A declaration with the comment above it, its bodies thrown out. */
function bareText(text: string, from: number, node: Node, chapter: number): string {
  const cuts: Cut[] = [];
  const declaration =
    node.type === 'ExportNamedDeclaration' ? (node.declaration ?? node) : node;
  // What extends a class of the language is a contract: an error with its code.
  const isContract =
    declaration.type === 'ClassDeclaration' && declaration.superClass !== null;
  if (!isContract) collectCuts(text, declaration, chapter, cuts);
  let bare = '';
  let at = from;
  for (const cut of cuts) {
    bare += text.slice(at, cut.from) + cut.instead;
    at = cut.to;
  }
  bare += text.slice(at, node.end);
  // Where the first members of a class are gone, so is the blank line below them.
  return bare.replace(/^(.*\bclass .*\{)\n\n+/m, '$1\n').trim();
}

function collectCuts(text: string, node: Node, chapter: number, cuts: Cut[]): void {
  // A member goes with the comment above it, up to the end of the member before.
  let end = node.type === 'ClassBody' ? node.start + 1 : node.start;
  for (const child of childrenOf(node)) {
    if (child.type === 'BlockStatement' && hasBody(node)) {
      const line = text.slice(0, child.start).split('\n').at(-1) ?? '';
      const indent = /^ */.exec(line)?.[0] ?? '';
      const instead =
        `{\n${indent}  // TODO ${chapter}: all that is behind this\n` +
        `${indent}  throw new NotWritten('${chapter}');\n${indent}}`;
      cuts.push({ from: child.start, to: child.end, instead });
    } else if (isGone(child)) {
      cuts.push({ from: end, to: child.end, instead: '' });
    } else {
      collectCuts(text, child, chapter, cuts);
    }
    end = child.end;
  }
}

/** The imports that a bare text still needs. */
function importLines(
  { statements, text }: Module,
  body: string,
): readonly string[] {
  // What a comment speaks of is nothing that the file needs.
  const code = body.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
  const uses = (name: string): boolean => new RegExp(`\\b${name}\\b`).test(code);
  const lines = /\bnew NotWritten\b/.test(body)
    ? ["import { NotWritten } from '#world';"]
    : [];
  for (const statement of statements) {
    if (statement.type !== 'ImportDeclaration') continue;
    const used = childrenOf(statement).filter(
      (one) => 'local' in one && uses(nameOf(one.local)),
    );
    if (used.length === 0) continue;
    const names = used.map((one) => text.slice(one.start, one.end));
    const kind = statement.importKind === 'type' ? 'import type' : 'import';
    const from = `from '${statement.source.value}';`;
    const line = `${kind} { ${names.join(', ')} } ${from}`;
    if (line.length <= WIDEST) lines.push(line);
    else lines.push(`${kind} {`, ...names.map((name) => `  ${name},`), `} ${from}`);
  }
  return lines;
}
