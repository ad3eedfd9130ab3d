/** What the head comment of a module says. */

/** The words in a head comment that free a module from being told line by line. */
export const ENGINE_ROOM = 'Engine room: not told line by line';

/** How many lines the comment at the head of a module takes, 0 if it has none. */
export function headCommentLines(lines: readonly string[]): number {
  if (lines[0]?.startsWith('/*')) {
    return lines.findIndex((line) => line.includes('*/')) + 1;
  }
  const after = lines.findIndex((line) => !/^\/\/(?!#)/.test(line));
  return after === -1 ? lines.length : after;
}

/** Whether the head comment says that the module is not told line by line. */
export function isEngineRoom(lines: readonly string[]): boolean {
  const head = lines.slice(0, headCommentLines(lines)).join(' ');
  return head.replace(/[\s*/]+/g, ' ').includes(ENGINE_ROOM);
}
