// The ways in which a field is refused, in the words of apimachinery's field package and
// of pkg/apis/core/validation/validation.go, Kubernetes 1.33.
// Engine room: not told line by line. Chapter 09.

import {
  type FieldError,
  invalidField,
  labelKeyFaults,
  labelValueFaults,
} from '#objects';
import { isSame } from '../same.ts';
import { at, isRecord, listAt, textAt, textMapAt, textsAt } from '../values.ts';

export type Faults = readonly FieldError[];

export const required = (field: string, detail = ''): FieldError => ({
  ...{ type: 'FieldValueRequired', field, detail },
});

export const forbidden = (field: string, detail: string): FieldError => ({
  ...{ type: 'FieldValueForbidden', field, detail },
});

export const duplicate = (field: string, value: unknown): FieldError => ({
  ...{ type: 'FieldValueDuplicate', field, value, detail: '' },
});

export const notFoundIn = (field: string, value: unknown): FieldError => ({
  ...{ type: 'FieldValueNotFound', field, value, detail: '' },
});

export function unsupported(
  field: string,
  value: unknown,
  known: readonly string[],
): FieldError {
  const list = known.map((one) => JSON.stringify(one)).join(', ');
  const detail = `supported values: ${list}`;
  return { type: 'FieldValueNotSupported', field, value, detail };
}

/** One fault a text. */
export function invalidEach(
  field: string,
  value: unknown,
  texts: readonly string[],
): Faults {
  return texts.map((says) => invalidField(field, value, says));
}

/** A text that must be there, and be one of these. */
export function oneOf(
  value: unknown,
  field: string,
  known: readonly string[],
): Faults {
  if (value === undefined || value === '') return [required(field)];
  const isKnown = typeof value === 'string' && known.includes(value);
  return isKnown ? [] : [unsupported(field, value, known)];
}

/** The same, if it is there at all. */
export function oneOfIfThere(
  value: unknown,
  field: string,
  known: readonly string[],
): Faults {
  return value === undefined ? [] : oneOf(value, field, known);
}

export function present(value: unknown, field: string, detail = ''): Faults {
  return value === undefined || value === '' ? [required(field, detail)] : [];
}

/** A number that is not below 0, where there is one. */
export function nonNegative(value: unknown, field: string): Faults {
  if (typeof value !== 'number' || value >= 0) return [];
  return [invalidField(field, value, 'must be greater than or equal to 0')];
}

export function nonNegativeIn(
  value: unknown,
  path: string,
  ...names: readonly string[]
): Faults {
  return names.flatMap((name) => nonNegative(at(value, name), `${path}.${name}`));
}

export function immutable(value: unknown, old: unknown, field: string): Faults {
  if (isSame(value, old)) return [];
  return [invalidField(field, value ?? null, 'field is immutable')];
}

const PORT_SAYS = 'must be between 1 and 65535, inclusive';

export function portNumber(value: unknown, field: string): Faults {
  const isPort = typeof value === 'number' && value >= 1 && value <= 65_535;
  return isPort ? [] : [invalidField(field, value ?? 0, PORT_SAYS)];
}

export function portNumberOrName(value: unknown, field: string): Faults {
  if (typeof value === 'string')
    return invalidEach(field, value, portNameFaults(value));
  return portNumber(value, field);
}

/** apimachinery's IsValidPortName. */
export function portNameFaults(name: string): readonly string[] {
  const faults: string[] = [];
  if (name.length > 15) faults.push('must be no more than 15 characters');
  if (!/^[-a-z0-9]+$/.test(name))
    faults.push(
      'must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)',
    );
  if (!/[a-z]/.test(name)) faults.push('must contain at least one letter (a-z)');
  if (name.includes('--')) faults.push('must not contain consecutive hyphens');
  if (name.startsWith('-') || name.endsWith('-'))
    faults.push('must not begin or end with a hyphen');
  return faults;
}

/** A number, or a percentage. */
export function intOrPercent(value: unknown, field: string): Faults {
  if (typeof value !== 'string') return nonNegative(value, field);
  if (/^[0-9]+%$/.test(value)) return [];
  const says =
    "a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', regex used for validation is '[0-9]+%')";
  return [invalidField(field, value, says)];
}

/** A percentage that is more than all. */
export function atMostAll(value: unknown, field: string): Faults {
  const isMore = typeof value === 'string' && Number.parseInt(value, 10) > 100;
  if (!isMore || !/^[0-9]+%$/.test(value)) return [];
  return [invalidField(field, value, 'must not be greater than 100%')];
}

/** apimachinery's ValidateLabelSelector. */
export function labelSelectorFaults(selector: unknown, field: string): Faults {
  if (!isRecord(selector)) return [];
  const labels = Object.entries(textMapAt(selector, 'matchLabels'));
  const path = `${field}.matchLabels`;
  return [
    ...labels.flatMap(([key, value]) => [
      ...invalidEach(path, key, labelKeyFaults(key)),
      ...invalidEach(path, value, labelValueFaults(value)),
    ]),
    ...listAt(selector, 'matchExpressions').flatMap((one, i) =>
      expressionFaults(one, `${field}.matchExpressions[${i}]`),
    ),
  ];
}

function expressionFaults(one: unknown, field: string): Faults {
  const values = textsAt(one, 'values');
  const key = textAt(one, 'key');
  return [
    ...operatorFaults(textAt(one, 'operator'), values.length, field),
    ...invalidEach(`${field}.key`, key, labelKeyFaults(key)),
    ...values.flatMap((value, i) =>
      invalidEach(`${field}.values[${i}]`, value, labelValueFaults(value)),
    ),
  ];
}

function operatorFaults(operator: string, values: number, field: string): Faults {
  switch (operator) {
    case 'In':
    case 'NotIn':
      if (values > 0) return [];
      return [
        required(
          `${field}.values`,
          "must be specified when `operator` is 'In' or 'NotIn'",
        ),
      ];
    case 'Exists':
    case 'DoesNotExist':
      if (values === 0) return [];
      return [
        forbidden(
          `${field}.values`,
          "may not be specified when `operator` is 'Exists' or 'DoesNotExist'",
        ),
      ];
    default: {
      const says = 'not a valid selector operator';
      return [invalidField(`${field}.operator`, operator, says)];
    }
  }
}

/** apimachinery's IsConfigMapKey. */
export function dataKeyFaults(key: string): readonly string[] {
  const faults: string[] = [];
  if (key.length > 253) faults.push('must be no more than 253 characters');
  if (!/^[-._a-zA-Z0-9]+$/.test(key))
    faults.push(
      "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')",
    );
  if (key === '.') faults.push("must not be '.'");
  else if (key === '..') faults.push("must not be '..'");
  else if (key.startsWith('..')) faults.push("must not start with '..'");
  return faults;
}
