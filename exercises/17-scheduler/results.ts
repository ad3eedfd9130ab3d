// What plugins answer where yes and no are not enough. Chapter 17.
// Engine room: not told line by line.

import type { Status } from './status.ts';

export interface PreFilterResult {
  readonly status?: Status;
  /** None but these can be. Absent: all. */
  readonly nodeNames?: ReadonlySet<string>;
}

/** Why each node was refused, in the order in which they were asked. */
export type Refusals = ReadonlyMap<string, Status>;

export interface PostFilterResult {
  readonly status?: Status;
  /** Where there will be room. */
  readonly nominatedNodeName?: string;
}

export interface PermitResult {
  readonly status?: Status;
  /** With Wait: after so many milliseconds it is a no. */
  readonly timeout?: number;
}
