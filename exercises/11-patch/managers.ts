// Who owns fields of an object, and by what they came to them. Chapter 11.

import type { FieldSet } from './field-set.ts';

/** One entry of metadata.managedFields. */
export interface Manager {
  /** As the request's fieldManager said it, or else its User-Agent. */
  readonly name: string;
  /** Whether it applied, or wrote in any other way. */
  readonly operation: 'Apply' | 'Update';
  /** In which version of the kind its fields are named. */
  readonly apiVersion: string;
  /** '' of the object itself. */
  readonly subresource: string;
  /** When its fields were last written, RFC 3339. */
  readonly time?: string;
  readonly fields: FieldSet;
}

/** The same program that applies and that updates is two managers. */
export function sameManager(a: Manager, b: Manager): boolean {
  const isSame =
    a.name === b.name &&
    a.operation === b.operation &&
    a.subresource === b.subresource;
  return isSame && (a.operation === 'Apply' || a.apiVersion === b.apiVersion);
}
