/**
 * The TypeScript of a text, as oxc parses it: its imports, the nodes round a place,
 * every node with those that hold it. A text is parsed when it is first asked.
 */
import { type Node, type ParseResult, parseSync, visitorKeys } from 'oxc-parser';

/**
 * One import of a module; `export … from` and `import type` are imports too. `from`
 * and `to` are the first and last line of the statement, from 0.
 */
export interface Import {
  /** Undefined for an `import(…)` whose name is computed. */
  readonly specifier: string | undefined;
  readonly kind: 'import' | 'export' | 'dynamic';
  /** The names that it gives to the module. */
  readonly names: readonly string[];
  readonly from: number;
  readonly to: number;
}

/** Why a text can not be parsed. `line` counts from 1. */
export interface SyntaxFault {
  readonly line: number;
  readonly message: string;
}

/** Sees a node and the nodes that hold it, the outermost first. */
export type Visit = (node: Node, holders: readonly Node[]) => void;

export class Syntax {
  readonly #text: string;
  #result: ParseResult | undefined;
  #program: Node | undefined;
  #imports: readonly Import[] | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  /** Undefined if the text is TypeScript; a text that is not has no nodes. */
  get fault(): SyntaxFault | undefined {
    const [error] = this.#parsed.errors;
    if (error === undefined) return undefined;
    const at = error.labels[0]?.start ?? 0;
    return { line: lineAt(this.#text, at) + 1, message: error.message };
  }

  /** In the order of their lines. */
  get imports(): readonly Import[] {
    this.#imports ??= this.#findImports();
    return this.#imports;
  }

  /** Visits every node, those that hold others before them. */
  walk(visit: Visit): void {
    walkFrom(this.#root, [], visit);
  }

  /** The nodes that hold the place, the outermost first. */
  around(offset: number): Node[] {
    const found: Node[] = [];
    for (let node: Node | undefined = this.#root; node !== undefined; ) {
      found.push(node);
      node = childrenOf(node).find(
        ({ start, end }) => start < offset && offset < end,
      );
    }
    return found;
  }

  /** The text with blanks instead of comments; every line keeps its place. */
  withoutComments(): string {
    let text = '';
    let done = 0;
    for (const { start, end } of this.#parsed.comments) {
      text += this.#text.slice(done, start);
      text += this.#text.slice(start, end).replace(/[^\n]/g, ' ');
      done = end;
    }
    return text + this.#text.slice(done);
  }

  get #parsed(): ParseResult {
    this.#result ??= parseSync('module.ts', this.#text);
    return this.#result;
  }

  /** Reading it anew would build all nodes anew. */
  get #root(): Node {
    this.#program ??= this.#parsed.program;
    return this.#program;
  }

  #findImports(): Import[] {
    const found: Import[] = [];
    this.walk((node) => {
      const kind = KINDS.get(node.type);
      if (kind === undefined || !('source' in node) || node.source === null) return;
      const { source, start, end } = node;
      found.push({
        specifier: 'value' in source ? String(source.value) : undefined,
        kind,
        names: kind === 'import' ? childrenOf(node).flatMap(localName) : [],
        from: lineAt(this.#text, start),
        to: lineAt(this.#text, end),
      });
    });
    return found;
  }
}

const KINDS: ReadonlyMap<string, Import['kind']> = new Map([
  ['ImportDeclaration', 'import'],
  ['ExportNamedDeclaration', 'export'],
  ['ExportAllDeclaration', 'export'],
  ['ImportExpression', 'dynamic'],
  ['TSImportType', 'dynamic'],
]);

function localName(node: Node): string[] {
  return 'local' in node && 'name' in node.local ? [node.local.name] : [];
}

function walkFrom(node: Node, holders: readonly Node[], visit: Visit): void {
  visit(node, holders);
  const inner = [...holders, node];
  for (const child of childrenOf(node)) walkFrom(child, inner, visit);
}

/** The nodes right inside a node, in the order of the text. */
export function childrenOf(node: Node): Node[] {
  return keysOf(node).flatMap((key) => childrenAt(node, key));
}

/** The field of `holder` that holds `node`. */
export function fieldOf(holder: Node, node: Node): string {
  return keysOf(holder).find((key) => childrenAt(holder, key).includes(node)) ?? '';
}

function keysOf(node: Node): readonly string[] {
  return visitorKeys[node.type] ?? [];
}

function childrenAt(node: Node, key: string): Node[] {
  const child: unknown = Reflect.get(node, key);
  const children: readonly unknown[] = Array.isArray(child) ? child : [child];
  return children.filter(isNode);
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value;
}

/** The line, from 0, of an offset. */
export function lineAt(text: string, offset: number): number {
  let line = 0;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; line++) {
    at = text.indexOf('\n', at + 1);
  }
  return line;
}

/** The offset at which a line, from 0, begins. */
export function offsetAt(text: string, line: number): number {
  let offset = 0;
  for (let at = 0; at < line; at++) offset = text.indexOf('\n', offset) + 1;
  return offset;
}
