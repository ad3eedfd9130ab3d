// Zones: how much of each is lost, and how fast its nodes may be given up. Chapter 23.

import type { KubeObject } from '#objects';
import {
  LARGE_CLUSTER_SIZE_THRESHOLD,
  NODE_EVICTION_RATE,
  SECONDARY_NODE_EVICTION_RATE,
  UNHEALTHY_ZONE_THRESHOLD,
} from './constants.ts';

//#region zone
/** The zone of a node: region and zone together. '' if its labels name neither. */
export function zoneOf({ metadata: { labels = {} } }: KubeObject): string {
  const region = labels['topology.kubernetes.io/region'] ?? '';
  const zone = labels['topology.kubernetes.io/zone'] ?? '';
  return region === '' && zone === '' ? '' : `${region}/${zone}`;
}

/** Nodes of a zone, by whether their Ready is True. */
export interface ZoneCount {
  readonly ready: number;
  readonly notReady: number;
}

export type ZoneState = 'Normal' | 'PartialDisruption' | 'FullDisruption';
//#endregion

//#region state
/**
 * Full: none is ready. Partial: at least 55 % are not, and more than two. Else
 * normal, also without any node.
 */
export function zoneState({ ready, notReady }: ZoneCount): ZoneState {
  if (ready === 0 && notReady > 0) return 'FullDisruption';
  const share = notReady / (ready + notReady);
  if (notReady > 2 && share >= UNHEALTHY_ZONE_THRESHOLD) return 'PartialDisruption';
  return 'Normal';
}

/** How many nodes of such a zone may be tainted NoExecute in a second. */
export function evictionRate(state: ZoneState, size: number): number {
  if (state !== 'PartialDisruption') return NODE_EVICTION_RATE;
  const isLarge = size > LARGE_CLUSTER_SIZE_THRESHOLD;
  return isLarge ? SECONDARY_NODE_EVICTION_RATE : 0;
}
//#endregion

//#region changes
/** What a tick has found of all zones. */
export interface Disruption {
  readonly states: ReadonlyMap<string, ZoneState>;
  /** Of the zones that get another rate; the others keep what they have. */
  readonly rates: ReadonlyMap<string, number>;
  /** Whether from now on no zone has a ready node, or now one has again. */
  readonly all?: 'entered' | 'left';
}
//#endregion

//#region disruption
/**
 * What the counts of a tick change. If all zones are fully disrupted the fault is
 * ours: all rates are 0. While that goes on nothing changes; when it is over each
 * zone gets its rate anew. Else only zones get one whose state is another now.
 */
export function disruption(
  before: ReadonlyMap<string, ZoneState>,
  zones: ReadonlyMap<string, ZoneCount>,
): Disruption {
  const states = new Map<string, ZoneState>();
  for (const [zone, count] of zones) states.set(zone, zoneState(count));
  //#exercise 3,4 say which zones get another rate, and if all are lost
  const names = [...states.keys()];
  const isAll = names.every((zone) => states.get(zone) === 'FullDisruption');
  const wasAll = names.every((zone) => before.get(zone) === 'FullDisruption');
  if (isAll && wasAll) return { states, rates: new Map() };
  if (isAll)
    return {
      ...{ states, all: 'entered' },
      rates: new Map(names.map((zone) => [zone, 0])),
    };
  const rates = new Map<string, number>();
  for (const [zone, { ready, notReady }] of zones) {
    const state = states.get(zone) ?? 'Normal';
    if (wasAll || before.get(zone) !== state)
      rates.set(zone, evictionRate(state, ready + notReady));
  }
  return { states, rates, ...(wasAll ? { all: 'left' } : {}) };
  //#endexercise
}
//#endregion
