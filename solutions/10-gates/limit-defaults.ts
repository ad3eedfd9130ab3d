// LimitRanger, the part that changes: what a container asks for if it doesn't say. What it
// refuses is in limits.ts. Chapter 10.

import type { Container, LimitRange, ResourceList } from './types.ts';

//#region filled
/** What was filled in for one container, by name: for the Pod's annotation. */
export interface Filled {
  readonly container: Container;
  readonly requests: readonly string[];
  readonly limits: readonly string[];
}
//#endregion

//#region fill
/** The container with all that it doesn't say itself, resource by resource. */
export function fill(container: Container, { spec }: LimitRange): Filled {
  //#exercise 6 fill in the limits and the requests that the container leaves out
  const { resources = {} } = container;
  let { requests = {}, limits = {} } = resources;
  const given = { requests, limits };
  for (const item of spec.limits) {
    if (item.type !== 'Container') continue;
    requests = { ...requests, ...item.defaultRequest };
    limits = { ...limits, ...item.default };
  }
  // What the container says itself stands, and if it is nothing.
  requests = { ...requests, ...given.requests };
  limits = { ...limits, ...given.limits };
  return {
    container: { ...container, resources: { ...resources, requests, limits } },
    requests: added(given.requests, requests),
    limits: added(given.limits, limits),
  };
  //#endexercise
}

/** Names that are in `after` and were not in `before`, sorted. */
function added(before: ResourceList, after: ResourceList): readonly string[] {
  return Object.keys(after)
    .filter((name) => !Object.hasOwn(before, name))
    .sort();
}
//#endregion
