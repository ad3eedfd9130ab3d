// LimitRanger, the part that changes: what a container asks for if it doesn't say. What it
// refuses is in limits.ts. Chapter 10.

import { NotWritten } from '#world';
import type { Container, LimitRange, ResourceList } from './types.ts';

/** What was filled in for one container, by name: for the Pod's annotation. */
export interface Filled {
  readonly container: Container;
  readonly requests: readonly string[];
  readonly limits: readonly string[];
}

/** The container with all that it doesn't say itself, resource by resource. */
export function fill(container: Container, { spec }: LimitRange): Filled {
  // TODO 10.6: fill in the limits and the requests that the container leaves out
  throw new NotWritten('10.6');
}

/** Names that are in `after` and were not in `before`, sorted. */
function added(before: ResourceList, after: ResourceList): readonly string[] {
  return Object.keys(after)
    .filter((name) => !Object.hasOwn(before, name))
    .sort();
}
