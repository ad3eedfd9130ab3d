// How the plugins of this chapter say no. Chapter 18.
// Engine room: not told line by line.

import type { Status } from '#scheduler';

/** No, and no Pod that went would change it. */
export function unresolvable(reason: string): Status {
  return { code: 'UnschedulableAndUnresolvable', reasons: [reason] };
}

/** Leave me out of it. */
export const SKIP: Status = { code: 'Skip', reasons: [] };
