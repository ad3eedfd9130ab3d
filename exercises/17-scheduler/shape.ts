// Percentages in whole numbers, and values on a line that bends. Kubernetes:
// plugins/helper/shape_score.go. Chapter 17. Engine room: not told line by line.

/** With so much in use it is worth so much: both from 0 to 100. */
export interface ShapePoint {
  readonly utilization: number;
  readonly score: number;
}

/** A hundred times `part`, divided by `whole`, without what is left over. */
export function percent(part: number, whole: number): number {
  const product = part * 100;
  if (product <= Number.MAX_SAFE_INTEGER) return Math.floor(product / whole);
  return Number((BigInt(part) * 100n) / BigInt(whole));
}

/** On straight lines from point to point, level before the first and after the last. */
export function onShape(shape: readonly ShapePoint[], utilization: number): number {
  let before: ShapePoint | undefined;
  for (const point of shape) {
    if (utilization <= point.utilization) {
      if (before === undefined) return point.score;
      const rise = point.score - before.score;
      const run = point.utilization - before.utilization;
      const along = utilization - before.utilization;
      return before.score + Math.trunc((rise * along) / run);
    }
    before = point;
  }
  return before?.score ?? 0;
}
