// Where the reader stands in a file: its parts in the order in which the chapter tells them.

import type { Block } from './model.ts';

/** Gives each woven fence the regions of its file that the chapter shows. */
export function outlined(blocks: readonly Block[]): Block[] {
  const parts = new Map<string, string[]>();
  for (const block of blocks) {
    if (block.kind !== 'woven') continue;
    const known = parts.get(block.file) ?? [];
    if (!known.includes(block.region)) known.push(block.region);
    parts.set(block.file, known);
  }
  return blocks.map((block) =>
    block.kind === 'woven'
      ? { ...block, outline: parts.get(block.file) ?? [] }
      : block,
  );
}
