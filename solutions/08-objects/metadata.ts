// What is wrong with the metadata of an object that is to be created: apimachinery's
// ValidateObjectMeta in 1.36. Chapter 08. Engine room: not told line by line.

import { type FieldError, invalidField } from './field-error.ts';
import { dnsLabelFaults, labelKeyFaults, labelValueFaults } from './names.ts';
import { ownerFaults } from './owners.ts';
import type { Labels, ObjectMeta } from './types.ts';

/** All keys and values of an object's annotations together, in bytes: 256 KiB. */
export const ANNOTATIONS_MAX_BYTES: number = 256 * 1024;

/** How names of a kind are checked, and whether it lives in namespaces. */
export interface MetadataRules {
  readonly isNamespaced: boolean;
  readonly nameFaults: (name: string) => readonly string[];
}

/** Everything that is wrong, in the order in which Kubernetes looks. */
export function metadataFaults(
  meta: ObjectMeta,
  { isNamespaced, nameFaults }: MetadataRules,
): readonly FieldError[] {
  const { labels = {}, annotations = {}, ownerReferences = [] } = meta;
  return [
    ...generateNameFaults(meta, nameFaults),
    ...nameFaultsOf(meta, nameFaults),
    ...namespaceFaults(meta.namespace ?? '', isNamespaced),
    ...generationFaults(meta.generation ?? 0),
    ...labelFaults(labels, 'metadata.labels'),
    ...annotationFaults(annotations),
    ...ownerFaults(ownerReferences, 'metadata.ownerReferences'),
  ];
}

type NameFaults = MetadataRules['nameFaults'];

/** A prefix may end in a dash: what is added will end the name. */
function generateNameFaults(
  { generateName = '' }: ObjectMeta,
  faults: NameFaults,
): readonly FieldError[] {
  if (generateName === '') return [];
  // The dash and what stands before it, as apimachinery does (maskTrailingDash).
  const isPrefix = generateName.length > 1 && generateName.endsWith('-');
  const whole = isPrefix ? `${generateName.slice(0, -2)}a` : generateName;
  return faults(whole).map((says) =>
    invalidField('metadata.generateName', generateName, says),
  );
}

function nameFaultsOf(
  { name = '' }: ObjectMeta,
  faults: NameFaults,
): readonly FieldError[] {
  if (name !== '')
    return faults(name).map((says) => invalidField('metadata.name', name, says));
  const detail = 'name or generateName is required';
  return [{ type: 'FieldValueRequired', field: 'metadata.name', detail }];
}

function namespaceFaults(
  namespace: string,
  isNamespaced: boolean,
): readonly FieldError[] {
  const field = 'metadata.namespace';
  if (isNamespaced && namespace === '')
    return [{ type: 'FieldValueRequired', field, detail: '' }];
  if (!isNamespaced && namespace !== '') {
    const detail = 'not allowed on this type';
    return [{ type: 'FieldValueForbidden', field, detail }];
  }
  if (!isNamespaced) return [];
  return dnsLabelFaults(namespace).map((says) =>
    invalidField(field, namespace, says),
  );
}

function generationFaults(generation: number): readonly FieldError[] {
  if (generation >= 0) return [];
  const says = 'must be greater than or equal to 0';
  return [invalidField('metadata.generation', generation, says)];
}

/** What is wrong with labels, key by key. */
export function labelFaults(labels: Labels, field: string): readonly FieldError[] {
  return Object.entries(labels).flatMap(([key, value]) => [
    ...labelKeyFaults(key).map((says) => invalidField(field, key, says)),
    ...labelValueFaults(value).map((says) => invalidField(field, value, says)),
  ]);
}

/** The keys are those of labels in any case; the values are free, if not too many. */
function annotationFaults(annotations: Labels): readonly FieldError[] {
  const field = 'metadata.annotations';
  const entries = Object.entries(annotations);
  const faults = entries.flatMap(([key]) =>
    labelKeyFaults(key.toLowerCase()).map((says) => invalidField(field, key, says)),
  );
  const encoder = new TextEncoder();
  const bytes = entries.flat().map((text) => encoder.encode(text).length);
  if (bytes.reduce((sum, one) => sum + one, 0) <= ANNOTATIONS_MAX_BYTES)
    return faults;
  const detail = `may not be more than ${ANNOTATIONS_MAX_BYTES} bytes`;
  return [...faults, { type: 'FieldValueTooLong', field, detail }];
}
