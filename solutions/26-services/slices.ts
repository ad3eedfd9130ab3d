// How endpoints are kept in slices, with as few writes as can be. Chapter 26.

import type { Endpoint, EndpointPort, Slice } from './types.ts';

//#region size
/** kube-controller-manager --max-endpoints-per-slice: 100. */
export const MAX_ENDPOINTS = 100;

/** What has to be written so that the slices hold what they should. */
export interface SliceChanges {
  /** Without a name: the server gives one. */
  readonly create: readonly Slice[];
  readonly update: readonly Slice[];
  readonly remove: readonly Slice[];
}
//#endregion

//#region draft
/** A slice, and what it will hold. */
interface Draft {
  readonly slice: Slice;
  readonly endpoints: Endpoint[];
  /** Whether it has to be written as it is, whatever comes to it. */
  readonly isChanged: boolean;
}

/** Leaves of a slice what is wanted, and takes that from what is missing. */
function draftOf(slice: Slice, missing: Map<string, Endpoint>): Draft {
  const endpoints: Endpoint[] = [];
  for (const one of slice.endpoints) {
    const key = keyOf(one);
    const wanted = missing.get(key);
    if (wanted === undefined) continue;
    missing.delete(key);
    endpoints.push(isSame(one, wanted) ? one : wanted);
  }
  const isChanged =
    endpoints.length !== slice.endpoints.length ||
    endpoints.some((one, i) => one !== slice.endpoints[i]);
  return { slice, endpoints, isChanged };
}
//#endregion

//#region reconciled
/** Slices that share their ports, against the endpoints that there should be. */
export function reconciledSlices(
  slices: readonly Slice[],
  wanted: readonly Endpoint[],
  ports: readonly EndpointPort[],
  most: number = MAX_ENDPOINTS,
): SliceChanges {
  const missing = new Map(wanted.map((one) => [keyOf(one), one]));
  const drafts = slices.map((slice) => draftOf(slice, missing));
  const held = drafts.filter(({ endpoints }) => endpoints.length > 0);
  const { filled, more } = placed(held, [...missing.values()], most);
  // A slice that would go is written over instead of one that would come.
  const empty = drafts.filter(({ endpoints }) => endpoints.length === 0);
  const reused = more.splice(0, empty.length).map((endpoints, i) => {
    return { name: empty[i]?.slice.name ?? '', ports, endpoints };
  });
  return {
    create: more.map((endpoints) => ({ name: '', ports, endpoints })),
    update: [
      ...filled.map(({ slice, endpoints }) => ({ ...slice, endpoints })),
      ...reused,
    ],
    remove: empty.slice(reused.length).map(({ slice }) => slice),
  };
}
//#endregion

//#region room
interface Placed {
  /** The drafts that have to be written. */
  readonly filled: readonly Draft[];
  /** What none of them had room for: a slice each. */
  readonly more: (readonly Endpoint[])[];
}
//#endregion

//#region placed
/** Finds room for endpoints that are in no slice yet. */
function placed(
  drafts: readonly Draft[],
  missing: readonly Endpoint[],
  most: number,
): Placed {
  //#exercise 7 where a write is due anyway, then where one is enough, then anew
  const rest = [...missing];
  const fullestFirst = [...drafts].sort(
    (a, b) => b.endpoints.length - a.endpoints.length,
  );
  const filled = fullestFirst.filter(({ isChanged }) => isChanged);
  for (const { endpoints } of filled)
    endpoints.push(...rest.splice(0, Math.max(0, most - endpoints.length)));
  const more: Endpoint[][] = [];
  while (rest.length >= most) more.push(rest.splice(0, most));
  if (rest.length === 0) return { filled, more };
  const roomy = fullestFirst.find(
    ({ isChanged, endpoints }) =>
      !isChanged && endpoints.length + rest.length <= most,
  );
  if (roomy === undefined) return { filled, more: [...more, rest] };
  roomy.endpoints.push(...rest);
  return { filled: [...filled, roomy], more };
  //#endexercise
}
//#endregion

//#region key
/** An endpoint is the Pod that it is; without one, its address. */
function keyOf({ targetRef, addresses }: Endpoint): string {
  return targetRef?.uid || addresses.join();
}

function isSame(a: Endpoint, b: Endpoint): boolean {
  const [one, other] = [a.conditions, b.conditions];
  return (
    one.ready === other.ready &&
    one.serving === other.serving &&
    one.terminating === other.terminating &&
    a.nodeName === b.nodeName &&
    a.addresses.join() === b.addresses.join()
  );
}
//#endregion
