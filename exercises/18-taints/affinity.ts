// Where a Pod has to be, and where it would like to be. The scheduler's plugin
// NodeAffinity, without the scheduler. Chapter 18.

import { NotWritten } from '#world';
import {
  matches,
  type Operator,
  type Requirement,
  requirementOf,
  SelectorError,
} from '#objects';
import type {
  Node,
  NodeAffinity,
  NodeSelector,
  NodeSelectorRequirement,
  NodeSelectorTerm,
  Pod,
} from '#scheduler';

const OF_LABELS: ReadonlyMap<string, Operator> = new Map([
  ['In', 'in'],
  ['NotIn', 'notin'],
  ['Exists', 'exists'],
  ['DoesNotExist', '!'],
  ['Gt', 'gt'],
  ['Lt', 'lt'],
]);

type Asked = readonly NodeSelectorRequirement[];

/** What is asked of labels, as chapter 08 has it; undefined if it can't be read. */
function ofLabels(asked: Asked): readonly Requirement[] | undefined {
  try {
    return asked.map(({ key, operator, values = [] }) => {
      const known = OF_LABELS.get(operator);
      if (known === undefined) throw new SelectorError(operator);
      return requirementOf(key, known, values);
    });
  } catch (error) {
    if (error instanceof SelectorError) return undefined;
    throw error;
  }
}


const NAME = 'metadata.name';

/** What is asked of fields: that the name is this one, or that it isn't. */
function ofFields(asked: Asked): readonly Requirement[] | undefined {
  const canBeRead = asked.every(
    ({ operator, values = [] }) =>
      (operator === 'In' || operator === 'NotIn') && values.length === 1,
  );
  if (!canBeRead) return undefined;
  return asked.map(({ key, operator, values = [] }) => ({
    ...{ key, operator: operator === 'In' ? 'in' : 'notin', values },
  }));
}

/** Whether a node is all that a term asks for. */
export function matchesTerm(term: NodeSelectorTerm, node: Node): boolean {
  // TODO 18.5: hold the node against all that the term says
  throw new NotWritten('18.5');
}

/** Why a node is refused; FailedScheduling counts the nodes by these texts. */
export const NOT_CHOSEN = "node(s) didn't match Pod's node affinity/selector";
export const NOT_ENFORCED = "node(s) didn't match scheduler-enforced node affinity";

/** Why a node is not where the Pod has to be; undefined if it is. */
export function unmatched(
  pod: Pod,
  node: Node,
  added?: NodeAffinity,
): string | undefined {
  // TODO 18.6: say which of the three is not met, if one is not
  throw new NotWritten('18.6');
}

/** Whether one of the terms holds. To ask for nothing is not to have no term. */
function matchesAny(selector: NodeSelector | undefined, node: Node): boolean {
  if (selector === undefined) return true;
  return selector.nodeSelectorTerms.some((term) => matchesTerm(term, node));
}

export function requiredOf({ spec }: Pod): NodeSelector | undefined {
  return spec.affinity?.nodeAffinity
    ?.requiredDuringSchedulingIgnoredDuringExecution;
}

type Wish = { readonly weight: number; readonly preference: NodeSelectorTerm };

/** The weights of all wishes that the node meets, the scheduler's among them. */
export function preferred(pod: Pod, node: Node, added?: NodeAffinity): number {
  const wishes = [...wishesOf(added), ...wishesOf(pod.spec.affinity?.nodeAffinity)];
  const met = wishes.filter(({ preference }) => matchesTerm(preference, node));
  return met.reduce((sum, { weight }) => sum + weight, 0);
}

/** What somebody would like, and how much. */
export function wishesOf(affinity?: NodeAffinity): readonly Wish[] {
  return affinity?.preferredDuringSchedulingIgnoredDuringExecution ?? [];
}

/**
 * The names of the only nodes that can be meant; undefined if the fields alone
 * can't say. None at all: the terms contradict themselves.
 */
export function namedNodes(pod: Pod): ReadonlySet<string> | undefined {
  // TODO 18.8: gather the names that the terms leave over
  throw new NotWritten('18.8');
}
