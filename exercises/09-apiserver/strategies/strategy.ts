// How the strategy of a kind is put together: defaults of its spec, its first status, what
// may be wrong with it. Engine room: not told line by line. Chapter 09.

import type { KubeObject } from '#objects';
import { changed, filled } from '../defaults/filling.ts';
import type { Strategy } from '../types.ts';
import type { Faults } from '../validation/faults.ts';
import { at, isRecord, textAt, type Values } from '../values.ts';

type Change = (value: Values) => Values;

/** A change of an object that leaves it one. */
export function ofObject(change: Change): (object: KubeObject) => KubeObject {
  return (object) => {
    const made = change({ ...object });
    if (isKubeObject(made)) return made;
    throw new TypeError(`strategy: ${object.kind} is no object after its defaults`);
  };
}

function isKubeObject(value: unknown): value is KubeObject {
  return (
    isRecord(at(value, 'metadata')) &&
    typeof at(value, 'apiVersion') === 'string' &&
    typeof at(value, 'kind') === 'string'
  );
}

export const ofSpec = (change: Change): ((object: KubeObject) => KubeObject) =>
  ofObject((object) => changed(object, 'spec', change));

/** A new object's status: what its client said of it is dropped before. */
export const withStatus = (status: Values): ((object: KubeObject) => KubeObject) =>
  ofObject((object) => filled(object, { status }));

/** The same faults, whether it is new or changed; `more` of a change. */
export function checked(
  faults: (object: KubeObject) => Faults,
  more: (object: KubeObject, old: KubeObject) => Faults = () => [],
): Pick<Strategy, 'validate' | 'validateUpdate'> {
  return {
    validate: faults,
    validateUpdate: (object, old) => [...faults(object), ...more(object, old)],
  };
}

/** Fields by which a kind can be asked for, by their paths. */
export function selectable(
  ...paths: readonly string[]
): (object: KubeObject) => Readonly<Record<string, string>> {
  return (object) =>
    Object.fromEntries(paths.map((path) => [path, textOf(object, path)]));
}

function textOf(object: KubeObject, path: string): string {
  const value = at(object, ...path.split('.'));
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return textAt({ value }, 'value');
}
