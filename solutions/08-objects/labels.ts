// Whether labels match a selector, and what the selector of an object asks. Pure; nothing
// here knows what an object is. Chapter 08.

import { integerOf } from './integer.ts';
import { quoted } from './quoted.ts';
import { byKey, requirementOf, SelectorError } from './requirement.ts';
import type {
  LabelSelector,
  LabelSelectorRequirement,
  Labels,
  Operator,
  Requirement,
  Selector,
} from './types.ts';

//#region matches
/** Whether labels meet all that a selector asks. */
export function matches(selector: Selector, labels: Labels = {}): boolean {
  if (selector.nothing) return false;
  return selector.requirements.every((one) => meets(one, labels));
}

function meets({ key, operator, values }: Requirement, labels: Labels): boolean {
  //#exercise 1 say whether the labels meet the requirement
  const value = Object.hasOwn(labels, key) ? labels[key] : undefined;
  if (value === undefined) {
    // A value that is not there is in no list either.
    return operator === '!' || operator === '!=' || operator === 'notin';
  }
  switch (operator) {
    case 'exists':
      return true;
    case '!':
      return false;
    case '!=':
    case 'notin':
      return !values.includes(value);
    case 'gt':
    case 'lt': {
      const [found, asked] = [integerOf(value), integerOf(values[0])];
      if (found === undefined || asked === undefined) return false;
      return operator === 'gt' ? found > asked : found < asked;
    }
    default:
      return values.includes(value);
  }
  //#endexercise
}
//#endregion

//#region selector-of
const OPERATORS: ReadonlyMap<string, Operator> = new Map([
  ['In', 'in'],
  ['NotIn', 'notin'],
  ['Exists', 'exists'],
  ['DoesNotExist', '!'],
]);

/** What a LabelSelector asks. None at all finds nothing, an empty one all. */
export function selectorOf(selector?: LabelSelector): Selector {
  if (selector === undefined) return { requirements: [], nothing: true };
  const { matchLabels = {}, matchExpressions = [] } = selector;
  const requirements = [
    ...Object.entries(matchLabels).map(([key, value]) =>
      requirementOf(key, '=', [value]),
    ),
    ...matchExpressions.map(expressed),
  ];
  return { requirements: byKey(requirements) };
}

function expressed({ key, operator, values = [] }: LabelSelectorRequirement) {
  const known = OPERATORS.get(operator);
  if (known !== undefined) return requirementOf(key, known, values);
  throw new SelectorError(
    `${quoted(operator)} is not a valid label selector operator`,
  );
}
//#endregion
