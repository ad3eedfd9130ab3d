// One Event in two groups, each of which has names of its own for its fields. Source:
// k8s.io/kubernetes pkg/apis/events/v1/conversion.go, 1.33.
// Engine room: not told line by line. Chapter 09.

import type { KubeObject } from '#objects';
import { ofObject } from './strategy.ts';

/** What the core group calls it, and what events.k8s.io does. */
const NAMES: readonly (readonly [core: string, newer: string])[] = [
  ['involvedObject', 'regarding'],
  ['message', 'note'],
  ['source', 'deprecatedSource'],
  ['firstTimestamp', 'deprecatedFirstTimestamp'],
  ['lastTimestamp', 'deprecatedLastTimestamp'],
  ['count', 'deprecatedCount'],
  ['reportingComponent', 'reportingController'],
];

/** The Event as a group has it, from the other one. */
export function eventOf(object: KubeObject, apiVersion: string): KubeObject {
  const names = new Map(
    NAMES.map(([core, newer]) =>
      apiVersion === 'v1' ? [newer, core] : [core, newer],
    ),
  );
  return ofObject((made) => {
    const fields = Object.entries(made);
    const called = fields.map(([name, value]) => [names.get(name) ?? name, value]);
    return { ...Object.fromEntries(called), apiVersion };
  })(object);
}
