// From counts to scores that can be added to those of other plugins. Chapter 18.

//#region normalized
/** The best a node can have from one plugin: MaxNodeScore. */
export const MAX_NODE_SCORE = 100;

/**
 * Counts as scores from 0 to 100, with the largest count as the measure. Whole
 * numbers, cut and not rounded. Reversed, what had the largest count has 0.
 */
export function normalized(
  counts: readonly number[],
  { reverse = false }: { readonly reverse?: boolean } = {},
): readonly number[] {
  //#exercise 3,7 measure the counts by the largest of them
  const most = counts.reduce((max, count) => Math.max(max, count), 0);
  return counts.map((count) => {
    // Nobody has any: all are as good as can be, or none is.
    const share = most === 0 ? 0 : Math.trunc((MAX_NODE_SCORE * count) / most);
    return reverse ? MAX_NODE_SCORE - share : share;
  });
  //#endexercise
}
//#endregion
