/** Where a hole may stand: round statements of a function, all in one block. */
import type { Node } from 'oxc-parser';
import { nameOf } from './names.ts';
import { childrenOf, type Syntax } from './syntax.ts';

/** Where a hole begins and ends, as offsets in its text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

const BLOCKS: ReadonlySet<string> = new Set(['BlockStatement', 'SwitchStatement']);
const FUNCTIONS: ReadonlySet<string> = new Set([
  'FunctionDeclaration',
  'FunctionExpression',
  'ArrowFunctionExpression',
]);

/** Why a hole must not stand there, to go after its name; undefined if it may. */
export function refusePlace(
  { start, end }: Span,
  syntax: Syntax,
): string | undefined {
  const holders = blocksAround(start, syntax);
  const block = holders.at(-1);
  const inside = holders.some(({ type }) => FUNCTIONS.has(type));
  if (block === undefined || !BLOCKS.has(block.type) || !inside) {
    return 'is not inside a function body; put it round the statements of one';
  }
  if (block !== blocksAround(end, syntax).at(-1)) {
    return 'cuts a block in two; begin and end it in the same pair of braces';
  }
  return undefined;
}

/** A case ends with its last statement, its hole may stand below that. */
function blocksAround(offset: number, syntax: Syntax): Node[] {
  return syntax.around(offset).filter(({ type }) => type !== 'SwitchCase');
}

/** The name of the function or method whose body holds a place, '' if none has one. */
export function functionAround(offset: number, syntax: Syntax): string {
  const holders = syntax.around(offset);
  for (const [at, node] of [...holders.entries()].reverse()) {
    const holder = holders[at - 1];
    if (holder === undefined || !FUNCTIONS.has(node.type)) continue;
    const name = nameOf(node) ?? nameOf(holder);
    if (name !== undefined) return name;
  }
  return '';
}

/** The statements among which a hole stands. */
export function statementsRound({ start }: Span, syntax: Syntax): Node[] {
  const block = syntax.around(start).at(-1);
  return block === undefined ? [] : childrenOf(block);
}
