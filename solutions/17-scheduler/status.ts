// How plugins say no. Chapter 17. Engine room: not told line by line.

import type { Code, Status } from './types.ts';

/** No, for these reasons. */
export function unschedulable(...reasons: readonly string[]): Status {
  return { code: 'Unschedulable', reasons };
}

/** No, and no pod that went would change it. */
export function unresolvable(...reasons: readonly string[]): Status {
  return { code: 'UnschedulableAndUnresolvable', reasons };
}

/** Leave me out of it. */
export const SKIP: Status = { code: 'Skip', reasons: [] };

const REJECTED: readonly Code[] = [
  'Unschedulable',
  'UnschedulableAndUnresolvable',
  'Pending',
];

/** Whether it is a no, and nothing broke. */
export function isRejected({ code }: Status): boolean {
  return REJECTED.includes(code);
}

/** What a plugin threw, as what it answered. */
export function statusOfError(error: unknown, plugin: string): Status {
  const reason = error instanceof Error ? error.message : String(error);
  return { code: 'Error', reasons: [reason], plugin };
}
