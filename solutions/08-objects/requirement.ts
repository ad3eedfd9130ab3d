// How a requirement is made, put in its place and written. Chapter 08.
// Engine room: not told line by line.

import { aggregate, type FieldError, invalidField } from './field-error.ts';
import { integerOf } from './integer.ts';
import { labelKeyFaults, labelValueFaults } from './names.ts';
import type { Operator, Requirement, Selector } from './types.ts';

/** A selector that can't be asked, in the words of Kubernetes. */
export class SelectorError extends Error {
  override readonly name = 'SelectorError';
}

/** A requirement that can be asked. @throws SelectorError naming each fault, key first */
export function requirementOf(
  key: string,
  operator: Operator,
  values: readonly string[],
): Requirement {
  const errors: FieldError[] = [];
  const says = labelKeyFaults(key).join('; ');
  if (says !== '') errors.push(invalidField('key', key, says));
  errors.push(...countFaults(operator, values));
  for (const [i, value] of values.entries()) {
    const wrong = labelValueFaults(value).join('; ');
    if (wrong !== '')
      errors.push(invalidField(`values[${i}][${key}]`, value, wrong));
  }
  if (errors.length > 0) throw new SelectorError(aggregate(errors));
  return { key, operator, values };
}

/** How many values the operator takes, and of which kind. */
function countFaults(
  operator: Operator,
  values: readonly string[],
): readonly FieldError[] {
  const wrong = (says: string) => [
    invalidField('values', values.length === 0 ? null : values, says),
  ];
  switch (operator) {
    case 'in':
    case 'notin':
      if (values.length > 0) return [];
      return wrong("for 'in', 'notin' operators, values set can't be empty");
    case 'exists':
    case '!':
      if (values.length === 0) return [];
      return wrong('values set must be empty for exists and does not exist');
    case 'gt':
    case 'lt':
      return [
        ...(values.length === 1
          ? []
          : wrong("for 'Gt', 'Lt' operators, exactly one value is required")),
        ...values.flatMap(integerFaults),
      ];
    default:
      if (values.length === 1) return [];
      return wrong('exact-match compatibility requires one single value');
  }
}

function integerFaults(value: string, i: number): readonly FieldError[] {
  if (integerOf(value) !== undefined) return [];
  const says = "for 'Gt', 'Lt' operators, the value must be an integer";
  return [invalidField(`values[${i}]`, value, says)];
}

/** In the order of their keys, those of one key as they came. */
export function byKey(
  requirements: readonly Requirement[],
): readonly Requirement[] {
  const keys = (a: Requirement, b: Requirement) =>
    a.key < b.key ? -1 : Number(a.key > b.key);
  return [...requirements].sort(keys);
}

/** A selector as a query says it: `app=web,tier in (a,b)`. */
export function selectorText({ requirements }: Selector): string {
  return requirements.map(requirementText).join(',');
}

function requirementText({ key, operator, values }: Requirement): string {
  const list = [...values].sort().join(',');
  switch (operator) {
    case 'exists':
      return key;
    case '!':
      return `!${key}`;
    case 'in':
    case 'notin':
      return `${key} ${operator} (${list})`;
    case 'gt':
      return `${key}>${list}`;
    case 'lt':
      return `${key}<${list}`;
    default:
      return `${key}${operator}${list}`;
  }
}
