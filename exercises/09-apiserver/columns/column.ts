// How a column is written down, and the cells that most kinds share. A real server always
// makes the wide cells too (pkg/printers/storage/storage.go): kubectl hides them.
// Engine room: not told line by line. Chapter 09.

import {
  type KubeObject,
  type LabelSelector,
  selectorOf,
  selectorText,
} from '#objects';
import type { ColumnDefinition } from '../types.ts';
import {
  at,
  isRecord,
  listAt,
  recordAt,
  textAt,
  textMapAt,
  textsAt,
} from '../values.ts';
import { since } from './age.ts';

export function column(
  name: string,
  description: string,
  type: ColumnDefinition['type'] = 'string',
): ColumnDefinition {
  return { name, type, format: '', description, priority: 0 };
}

/** One that is shown only with `-o wide`. */
export function wide(name: string, description: string): ColumnDefinition {
  return { ...column(name, description), priority: 1 };
}

export const NAME: ColumnDefinition = {
  ...column('Name', 'What the object is called: once in its namespace.'),
  format: 'name',
};
export const AGE: ColumnDefinition = column('Age', 'Since when it is there.');

export const nameOf = ({ metadata }: KubeObject): string => metadata.name ?? '';
export const ageOf = ({ metadata }: KubeObject, now: number): string =>
  since(metadata.creationTimestamp, now);
export const isTerminating = (object: KubeObject): boolean =>
  textAt(object, 'metadata', 'deletionTimestamp') !== '';

export const orNone = (text: string): string => (text === '' ? '<none>' : text);
export const orUnset = (text: string): string => (text === '' ? '<unset>' : text);

/** `a=b,c=d` in the order of the keys. */
export function labelsText(labels: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels).map(([key, value]) => `${key}=${value}`);
  return orNone(pairs.sort().join(','));
}

/** A selector of an object, as text. Without one, or with an empty one, `<none>`. */
export function labelSelectorText(value: unknown): string {
  if (!isRecord(value)) return '<none>';
  try {
    return orNone(selectorText(selectorOf(labelSelectorOf(value))));
  } catch {
    return '<error>';
  }
}

/** What an object of the wire says of labels, in the shape that #objects reads. */
export function labelSelectorOf(value: unknown): LabelSelector {
  return {
    matchLabels: textMapAt(value, 'matchLabels'),
    matchExpressions: listAt(value, 'matchExpressions').map((one) => ({
      key: textAt(one, 'key'),
      operator: textAt(one, 'operator'),
      values: textsAt(one, 'values'),
    })),
  };
}

/** The columns that all have that make pods. */
export const OF_CONTAINERS: readonly ColumnDefinition[] = [
  wide('Containers', 'Names of the containers of its pods.'),
  wide('Images', 'What the containers run.'),
];
export const SELECTOR: ColumnDefinition = wide(
  'Selector',
  'Which pods are counted as its own.',
);

/** Names and images of the containers of a pod's spec, each in one line. */
export function containerCells(spec: unknown): readonly [string, string] {
  const containers = listAt(spec, 'containers');
  const names = containers.map((one) => textAt(one, 'name'));
  const images = containers.map((one) => textAt(one, 'image'));
  return [names.join(','), images.join(',')];
}

/** Whether the condition of this type is True. */
export function isTrue(object: unknown, type: string): boolean {
  return textAt(conditionOf(object, type), 'status') === 'True';
}

export function conditionOf(object: unknown, type: string): unknown {
  const conditions = listAt(object, 'status', 'conditions');
  return conditions.find((one) => textAt(one, 'type') === type);
}

/** An IntOrString, as text. */
export function intOrString(value: unknown): string {
  return typeof value === 'number' ? String(value) : textAt({ value }, 'value');
}

/** The first of them, and how many there are besides. */
export function some(
  texts: readonly string[],
  most: number,
  separator = ',',
): string {
  const shown = texts.slice(0, most).join(separator);
  return texts.length > most ? `${shown} + ${texts.length - most} more...` : shown;
}

/** The quantity of one resource. A map without it says 0. */
export function quantityIn(value: unknown, resource: string): string {
  const found = at(recordAt({ value }, 'value'), resource);
  return found === undefined ? '0' : intOrString(found);
}
