// Where a Pod has to be, and where it would like to be. The scheduler's plugin
// NodeAffinity, without the scheduler. Chapter 18.

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

//#region requirements
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

//#endregion

//#region fields
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
//#endregion

//#region term
/** Whether a node is all that a term asks for. */
export function matchesTerm(term: NodeSelectorTerm, node: Node): boolean {
  //#exercise 5,6 hold the node against all that the term says
  const { matchExpressions = [], matchFields = [] } = term;
  if (matchExpressions.length === 0 && matchFields.length === 0) return false;
  const [labels, fields] = [ofLabels(matchExpressions), ofFields(matchFields)];
  if (labels === undefined || fields === undefined) return false;
  const { name = '', labels: own = {} } = node.metadata;
  return (
    matches({ requirements: labels }, own) &&
    matches({ requirements: fields }, { [NAME]: name })
  );
  //#endexercise
}
//#endregion

//#region required
/** Why a node is refused; FailedScheduling counts the nodes by these texts. */
export const NOT_CHOSEN = "node(s) didn't match Pod's node affinity/selector";
export const NOT_ENFORCED = "node(s) didn't match scheduler-enforced node affinity";

/** Why a node is not where the Pod has to be; undefined if it is. */
export function unmatched(
  pod: Pod,
  node: Node,
  added?: NodeAffinity,
): string | undefined {
  //#exercise 6 say which of the three is not met, if one is not
  if (!matchesAny(added?.requiredDuringSchedulingIgnoredDuringExecution, node))
    return NOT_ENFORCED;
  const labels = node.metadata.labels ?? {};
  for (const [key, value] of Object.entries(pod.spec.nodeSelector ?? {})) {
    if (!Object.hasOwn(labels, key) || labels[key] !== value) return NOT_CHOSEN;
  }
  return matchesAny(requiredOf(pod), node) ? undefined : NOT_CHOSEN;
  //#endexercise
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
//#endregion

//#region preferred
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
//#endregion

//#region named
/**
 * The names of the only nodes that can be meant; undefined if the fields alone
 * can't say. None at all: the terms contradict themselves.
 */
export function namedNodes(pod: Pod): ReadonlySet<string> | undefined {
  //#exercise 8 gather the names that the terms leave over
  const terms = requiredOf(pod)?.nodeSelectorTerms ?? [];
  if (terms.length === 0) return undefined;
  const names = new Set<string>();
  for (const { matchFields = [] } of terms) {
    const lists = matchFields
      .filter(({ key, operator }) => key === NAME && operator === 'In')
      .map(({ values = [] }) => values);
    const [first, ...more] = lists;
    // This term may hold on any node, and so one of them may.
    if (first === undefined) return undefined;
    const left = first.filter((name) => more.every((list) => list.includes(name)));
    for (const name of left) names.add(name);
  }
  return names;
  //#endexercise
}
//#endregion
