// Puts counters into a module's JavaScript: each call of a function and each turn of a
// loop is noted with its line, and so is what goes through much at once without a loop
// (sort, spread, Object.keys …). Of a class with private fields it is told how they are
// read. Nothing else changes, lines least of all. What counts is handed in when the
// module runs (meter.ts).

import { type AnyNode, parse } from 'acorn';
import { COUNTERS } from './meter.ts';

/** Methods that look at all of what they are called on. */
const LOOKS = new Set(['sort', 'toSorted', 'indexOf', 'lastIndexOf', 'includes']);

/** Methods that move what they are called on. */
const MOVES = new Set([
  ...['splice', 'shift', 'unshift', 'copyWithin', 'fill', 'reverse', 'toReversed'],
  ...['join', 'replaceAll'],
]);

/** Methods whose answer is a copy. */
const COPIES = new Set(['slice', 'concat', 'flat', 'toSpliced', 'with', 'split']);

/** Functions and classes whose answer holds all that they were given. */
const MAKERS = new Set([
  ...['Array.from', 'Object.keys', 'Object.values', 'Object.entries', 'Map', 'Set'],
  ...['Object.fromEntries', 'JSON.stringify', 'JSON.parse', 'structuredClone'],
]);

/** The same body with counters. @throws SyntaxError, of acorn, with a `loc` */
export function addCounters(body: string): string {
  const options = { ecmaVersion: 'latest', locations: true } as const;
  const program = parse(body, { ...options, allowReturnOutsideFunction: true });
  const pen = new Pen(body);
  const head = directivesEnd(program.body) ?? 0;
  const lines = program.loc?.end.line ?? 1;
  pen.insert(head, `const ${PARTS}=${COUNTERS}(${lines});`);
  pen.visit(program);
  return pen.text();
}

const PARTS = `{${[
  'turn',
  'look',
  'move',
  'copy',
  'make',
  'spread',
  'keys',
  'fields',
]
  .map((name) => `${name}:${COUNTERS}_${name}`)
  .join()}}`;

/** Walks over the tree, and writes between the lines. */
class Pen {
  readonly #source: string;
  /** In the order of the walk: of two at one place the outer begins, the inner ends. */
  readonly #inserts: { readonly at: number; readonly text: string }[] = [];

  constructor(source: string) {
    this.#source = source;
  }

  insert(at: number, text: string): void {
    this.#inserts.push({ at, text });
  }

  text(): string {
    const parts: string[] = [];
    let from = 0;
    for (const { at, text } of this.#inserts.toSorted((a, b) => a.at - b.at)) {
      parts.push(this.#source.slice(from, at), text);
      from = at;
    }
    return parts.join('') + this.#source.slice(from);
  }

  visit(node: AnyNode): void {
    switch (node.type) {
      case 'Identifier':
        refuseName(node);
        break;
      case 'FunctionDeclaration':
      case 'FunctionExpression':
      case 'ArrowFunctionExpression':
        this.#function(node);
        break;
      case 'ForStatement':
      case 'ForInStatement':
      case 'ForOfStatement':
      case 'WhileStatement':
      case 'DoWhileStatement':
        this.#loop(node);
        break;
      case 'ClassBody':
        this.#class(node);
        break;
      case 'ChainExpression':
        this.#whole(copiesIn(node.expression), node);
        break;
      case 'CallExpression':
        this.#call(node);
        break;
      case 'NewExpression':
        this.#whole(isMaker(node) ? 'make' : undefined, node);
        break;
      case 'ArrayExpression':
        this.#spreads(node, 'spread');
        break;
      case 'ObjectExpression':
        this.#spreads(node, 'keys');
        break;
      default:
        this.#children(node);
    }
  }

  #children(node: AnyNode): void {
    for (const child of childrenOf(node)) this.visit(child);
  }

  #function(node: FunctionNode): void {
    const turn = `${COUNTERS}_turn(${2 * lineOf(node)})`;
    const { body } = node;
    if (body.type === 'BlockStatement') {
      this.insert(directivesEnd(body.body) ?? body.start + 1, `${turn};`);
      this.#children(node);
      return;
    }
    for (const param of node.params) this.visit(param);
    this.insert(body.start, `(${turn},`);
    this.visit(body);
    this.insert(body.end, ')');
  }

  #loop(node: LoopNode): void {
    const turn = `${COUNTERS}_turn(${2 * lineOf(node) + 1});`;
    const { body } = node;
    const isBlock = body.type === 'BlockStatement';
    for (const child of childrenOf(node)) {
      if (child === body)
        this.insert(
          isBlock ? body.start + 1 : body.start,
          isBlock ? turn : `{${turn}`,
        );
      this.visit(child);
      if (child === body && !isBlock) this.insert(body.end, '}');
    }
  }

  #class(node: Of<'ClassBody'>): void {
    const fields = node.body.flatMap((one) =>
      one.type === 'PropertyDefinition' &&
      !one.static &&
      one.key.type === 'PrivateIdentifier'
        ? [`o.#${one.key.name}`]
        : [],
    );
    if (fields.length > 0)
      this.insert(
        node.start + 1,
        `static{${COUNTERS}_fields(this,o=>[${fields}])}`,
      );
    this.#children(node);
  }

  #call(node: CallNode): void {
    const name = methodOf(node);
    if (LOOKS.has(name)) this.#receiver('look', node);
    else if (MOVES.has(name)) this.#receiver('move', node);
    else if (isMaker(node)) this.#whole('make', node);
    else this.#whole(isOptional(node) ? undefined : copiesIn(node), node);
  }

  /** Counts what the method is called on, before it is called. */
  #receiver(kind: string, node: CallNode): void {
    const { callee } = node;
    if (callee.type !== 'MemberExpression') return;
    const { object, property, optional } = callee;
    this.#wrapped(kind, object);
    // What was skipped because a link before it was missing is skipped still.
    if (isOptional(object) && !optional)
      this.insert(this.#source.lastIndexOf('.', property.start), '?');
    this.#arguments(node);
  }

  #arguments(node: CallNode | NewNode): void {
    for (const argument of node.arguments) {
      if (argument.type === 'SpreadElement')
        this.#wrapped('spread', argument.argument);
      else this.visit(argument);
    }
  }

  /** The node within a counter, if there is one, and its parts with theirs. */
  #whole(kind: string | undefined, node: ChainNode | CallNode | NewNode): void {
    const [open, close] = around(kind, node);
    this.insert(node.start, open);
    if (node.type === 'ChainExpression') {
      const { expression } = node;
      if (expression.type === 'CallExpression' && kind !== undefined) {
        this.visit(expression.callee);
        this.#arguments(expression);
      } else this.visit(expression);
    } else {
      this.visit(node.callee);
      this.#arguments(node);
    }
    this.insert(node.end, close);
  }

  #wrapped(kind: string, node: AnyNode): void {
    if (node.type === 'Super') return;
    const [open, close] = around(kind, node);
    this.insert(node.start, open);
    this.visit(node);
    this.insert(node.end, close);
  }

  #spreads(node: AnyNode, kind: string): void {
    for (const child of childrenOf(node)) {
      if (child.type === 'SpreadElement') this.#wrapped(kind, child.argument);
      else this.visit(child);
    }
  }
}

type Of<T extends AnyNode['type']> = Extract<AnyNode, { readonly type: T }>;
type FunctionNode =
  | Of<'FunctionDeclaration'>
  | Of<'FunctionExpression'>
  | Of<'ArrowFunctionExpression'>;
type LoopNode =
  | Of<'ForStatement'>
  | Of<'ForInStatement'>
  | Of<'ForOfStatement'>
  | Of<'WhileStatement'>
  | Of<'DoWhileStatement'>;
type CallNode = Of<'CallExpression'>;
type NewNode = Of<'NewExpression'>;
type ChainNode = Of<'ChainExpression'>;

function around(
  kind: string | undefined,
  node: AnyNode,
): readonly [string, string] {
  if (kind === undefined) return ['', ''];
  return [`${COUNTERS}_${kind}(${2 * lineOf(node)},(`, '))'];
}

/** In which place of the text something was found that may not be there. */
function refuseName({ name, loc }: Of<'Identifier'>): void {
  if (!name.startsWith(COUNTERS)) return;
  const said = `names that begin with ${COUNTERS} belong to the grader`;
  throw Object.assign(new SyntaxError(said), { loc: loc?.start });
}

function lineOf({ loc }: AnyNode): number {
  return loc?.start.line ?? 0;
}

/** Where the directives of a body end; undefined if it has none. */
function directivesEnd(body: readonly AnyNode[]): number | undefined {
  return body.findLast(
    (node) => node.type === 'ExpressionStatement' && node.directive !== undefined,
  )?.end;
}

/** `sort` of `x.sort(…)`; empty for any other call. */
function methodOf({ callee }: CallNode): string {
  if (callee.type !== 'MemberExpression' || callee.object.type === 'Super')
    return '';
  return callee.property.type === 'Identifier' && !callee.computed
    ? callee.property.name
    : '';
}

function copiesIn(node: AnyNode): 'copy' | undefined {
  return node.type === 'CallExpression' && COPIES.has(methodOf(node))
    ? 'copy'
    : undefined;
}

function isMaker(node: CallNode | NewNode): boolean {
  const { callee } = node;
  if (callee.type === 'Identifier') return MAKERS.has(callee.name);
  if (node.type === 'NewExpression' || callee.type !== 'MemberExpression')
    return false;
  const { object } = callee;
  return (
    object.type === 'Identifier' && MAKERS.has(`${object.name}.${methodOf(node)}`)
  );
}

/** Whether a link of the chain that ends here may be missing. */
function isOptional(node: AnyNode): boolean {
  if (node.type === 'MemberExpression')
    return node.optional || isOptional(node.object);
  if (node.type === 'CallExpression')
    return node.optional || isOptional(node.callee);
  return false;
}

function childrenOf(node: AnyNode): readonly AnyNode[] {
  const children: AnyNode[] = [];
  for (const part of Object.values(node)) {
    for (const child of Array.isArray(part) ? part : [part]) {
      if (isNode(child)) children.push(child);
    }
  }
  return children;
}

function isNode(value: unknown): value is AnyNode {
  return (
    typeof value === 'object' &&
    value !== null &&
    'type' in value &&
    typeof value.type === 'string'
  );
}
