// LimitRanger, the part that changes: what a container asks for if it doesn't say. What it
// refuses is in limits.ts. Chapter 10.

import { asPod } from './as.ts';
import type { Container, LimitRange, Pod, ResourceList } from './types.ts';

//#region defaulted
/** What was filled in for one container, by name: for the Pod's annotation. */
interface Filled {
  readonly container: Container;
  readonly requests: readonly string[];
  readonly limits: readonly string[];
}
//#endregion

//#region fill
/** The container with all that it doesn't say itself, resource by resource. */
function fill(container: Container, { spec }: LimitRange): Filled {
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

//#region with-defaults
export const LIMIT_RANGER: string = 'kubernetes.io/limit-ranger';

/** The Pod with the defaults of one LimitRange, and a note of what they were. */
export function withDefaults(pod: Pod, range: LimitRange): Pod {
  const notes: string[] = [];
  const fillAll = (list: readonly Container[], what: string): Container[] =>
    list.map((one) => {
      const { container, requests, limits } = fill(one, range);
      const of = `for ${what} ${one.name}`;
      if (requests.length > 0) notes.push(`${requests.join(', ')} request ${of}`);
      if (limits.length > 0) notes.push(`${limits.join(', ')} limit ${of}`);
      return requests.length + limits.length === 0 ? one : container;
    });
  const { containers, initContainers } = pod.spec;
  const spec = {
    ...pod.spec,
    containers: fillAll(containers, 'container'),
    ...(initContainers === undefined
      ? {}
      : { initContainers: fillAll(initContainers, 'init container') }),
  };
  if (notes.length === 0) return pod;
  const note = `LimitRanger plugin set: ${notes.join('; ')}`;
  const annotations = { ...pod.metadata.annotations, [LIMIT_RANGER]: note };
  return asPod({ ...pod, ...{ spec }, metadata: { ...pod.metadata, annotations } });
}
//#endregion
