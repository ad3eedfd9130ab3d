// From counts to scores that can be added to those of other plugins. Chapter 18.
import { NotWritten } from '#world';


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
  // TODO 18.3: measure the counts by the largest of them
  throw new NotWritten('18.3');
}
