// Taints and affinities in the words of a terminal.

import type { NodeSelectorTerm, Taint, Toleration } from '#scheduler';
import { inWords, sayOutcome, sayPlain } from '../../core/say.ts';
import type { TraceLine } from '../../core/trace.ts';
import type { Asking, Op, Place } from './draw.ts';

/** A question in words: `does "a exists" cover a=1:NoSchedule?`. */
export function opWords(op: Op): string {
  if ('cover' in op)
    return `does a toleration ${bears(op.by)} cover ${list(op.cover.map(taintText))}`;
  if ('enter' in op || 'score' in op) {
    const who = op.with === null ? 'no tolerations' : list(op.with.map(bears));
    const tainted = 'enter' in op ? op.enter : op.score;
    const nodes = tainted.map((taints) => list(taints?.map(taintText) ?? []));
    const what = 'enter' in op ? 'at' : 'scores';
    return `a Pod with ${who} ${what} nodes with ${nodes.join(' and ')}`;
  }
  if ('measure' in op)
    return `measure ${list(op.measure.map(String))}${op.reverse ? ', reversed' : ''}`;
  if ('told' in op) return toldWords(op);
  if ('term' in op)
    return `${termText(op.term)} at ${list(op.nodes.map(nodeText))}`;
  if ('retry' in op) {
    const old = op.old === undefined ? 'new' : `that was ${nodeText(op.old)}`;
    return `${op.retry}: is ${nodeText(op.node)}, ${old}, worth a try ${asks(op.pod)}`;
  }
  const nodes = 'name' in op ? '' : ` at ${list(op.nodes.map(nodeText))}`;
  const adds =
    op.added === undefined ? '' : `, the scheduler adds ${asks(op.added)}`;
  if ('place' in op) return `a Pod ${asks(op.place)}${adds}${nodes}`;
  if ('wish' in op) return `a Pod ${asks(op.wish)}${adds}${nodes}`;
  return `the names of a Pod ${asks(op.name)}${adds}`;
}

function toldWords({
  told,
  cordoned,
  taints,
}: Extract<Op, { told: unknown }>): string {
  const said = told.map(([type, status]) => `${type} ${status}`);
  const closed = cordoned === true ? ', cordoned' : '';
  return `a node ${list(said)}${closed}, with ${list((taints ?? []).map(taintText))}`;
}

function list(items: readonly string[]): string {
  return items.length === 0 ? 'nothing' : items.join(', ');
}

export function taintText({ key, value, effect, timeAdded }: Taint): string {
  const since = timeAdded === undefined ? '' : ` since ${timeAdded}`;
  return `${key}${value === undefined ? '' : `=${value}`}:${effect}${since}`;
}

function bears(toleration: Toleration): string {
  const said = Object.entries(toleration).map(
    ([name, value]) => `${name} "${value}"`,
  );
  return `{${said.join(', ')}}`;
}

function nodeText({ name, labels = {}, taints = [] }: Place): string {
  const said = Object.entries(labels).map(([key, value]) => `${key}=${value}`);
  return `${name} {${[...said, ...taints.map(taintText)].join(', ')}}`;
}

function termText({ matchExpressions, matchFields }: NodeSelectorTerm): string {
  const asked = [...(matchExpressions ?? []), ...(matchFields ?? [])];
  const said = asked.map(({ key, operator, values }) =>
    [
      key,
      operator,
      ...(values === undefined ? [] : [`(${values.join(', ')})`]),
    ].join(' '),
  );
  return said.length === 0 ? 'an empty term' : `[${said.join(' and ')}]`;
}

function asks({ selector, required, preferred, tolerations }: Asking): string {
  const said = [
    ...(selector === undefined ? [] : [`selector ${JSON.stringify(selector)}`]),
    ...(required === undefined ? [] : [`required ${any(required)}`]),
    ...(preferred ?? []).map(
      ({ weight, preference }) => `${weight} x ${termText(preference)}`,
    ),
    ...(tolerations ?? []).map(bears),
  ];
  return said.length === 0 ? 'that asks for nothing' : `with ${said.join(', ')}`;
}

function any(terms: readonly NodeSelectorTerm[]): string {
  return terms.length === 0 ? 'no term' : terms.map(termText).join(' or ');
}

/** What a question led to, a row a thing. */
export function sayLine({ outcome }: TraceLine): readonly string[] {
  return sayOutcome(outcome, (value) =>
    typeof value === 'object' ? sayPlain(value) : [inWords(value)],
  );
}
