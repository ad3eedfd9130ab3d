/** What a chapter's sections are called: steps and pages refer to them. */

/** The headings of a chapter, fences aside. */
export function headings(text: string): string[] {
  const found: string[] = [];
  let fence = '';
  for (const line of text.split('\n')) {
    const ticks = /^`{3,}/.exec(line)?.[0] ?? '';
    if (fence === '' && ticks !== '') fence = ticks;
    else if (fence !== '' && ticks.length >= fence.length && line.trim() === ticks)
      fence = '';
    const heading =
      fence === '' ? /^#{1,6}\s+(.+?)\s*#*\s*$/.exec(line)?.[1] : undefined;
    if (heading !== undefined) found.push(heading);
  }
  return found;
}
