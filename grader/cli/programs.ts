// How many random programs a step is graded with.

/** Where somebody waits for the verdict. */
export const ONCE: number = 50;
/** After a save, until the verdict: with the fixed ones they are one batch. */
export const SHORT: number = 20;
/** Where nobody waits; `--case` counts among these. */
export const PROGRAMS: number = 200;
