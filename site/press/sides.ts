// Where the notes in the margin stand.

import type { Block } from './model.ts';

const WIDE = new Set(['woven', 'run', 'diff', 'command', 'table']);
const MOST_ROWS = 8;

/** Whether a block reaches over the margin. */
function isWide(block: Block): boolean {
  if (block.kind === 'figure') return block.drawing.startsWith('<div');
  return WIDE.has(block.kind);
}

/**
 * Gives each side note its place in the margin: beside the paragraph before it, and over
 * as many rows of text as follow until something needs the margin itself. So a note never
 * lies over code, whatever the fonts, and needs no script to keep clear of it.
 */
export function settleSides(blocks: readonly Block[]): Block[] {
  const settled: Block[] = [];
  let waiting: Block[] = [];
  for (const block of blocks) {
    const before = settled.at(-1);
    if (block.kind === 'side') {
      const alone =
        before === undefined || isWide(before) || before.kind === 'heading';
      if (before?.kind === 'side') settled.splice(-1, 1, joined(before, block));
      else if (alone) waiting.push(block);
      else settled.push(block);
      continue;
    }
    settled.push(block);
    if (isWide(block) || block.kind === 'heading') continue;
    settled.push(...waiting);
    waiting = [];
  }
  settled.push(...waiting);
  return settled.map((block, i) => withRows(block, settled.slice(i + 1)));
}

type Side = Extract<Block, { kind: 'side' }>;

function joined(first: Side, second: Side): Side {
  return { ...first, body: [...first.body, ...second.body] };
}

function withRows(block: Block, after: readonly Block[]): Block {
  if (block.kind !== 'side') return block;
  const end = after.findIndex((one) => isWide(one) || one.kind === 'side');
  // The paragraph before the next note is that note's own row.
  const free = after[end]?.kind === 'side' ? end - 1 : end;
  return {
    ...block,
    rows: Math.min((end < 0 ? after.length : free) + 1, MOST_ROWS),
  };
}
