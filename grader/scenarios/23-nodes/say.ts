// Heartbeats, zones and evictions in the words of a terminal.

import type { Taint } from '#scheduler';
import { inWords, sayOutcome, sayPlain } from '../../core/say.ts';
import type { TraceLine } from '../../core/trace.ts';
import type { Bears, Eviction, Op, Place, Queued } from './draw.ts';

/** An op in words: `5000 ms later, a look finds heartbeat 1, lease 2`. */
export function opWords(op: Op): string {
  if ('look' in op) {
    const { heartbeat, renewed } = op.look;
    const signs = [
      ...(heartbeat === undefined ? [] : [`heartbeat ${heartbeat}`]),
      ...(renewed === undefined ? [] : [`lease ${renewed}`]),
    ];
    const found = `a look finds ${signs.join(', ') || 'no sign'}`;
    const year = op.year === undefined ? '' : `, in ${op.year} by its clock`;
    return `${op.after} ms later, ${found}${year}`;
  }
  if ('silent' in op) return `silent, with ${list(op.silent.map(toldText))}`;
  if ('counts' in op) {
    const zones = Object.entries(op.counts).map(
      ([zone, [ready, not] = [0, 0]]) =>
        `${JSON.stringify(zone)}: ${ready} ready, ${not} not`,
    );
    return `a tick counts ${list(zones)}`;
  }
  if ('tainted' in op)
    return `Ready is ${op.ready ?? 'absent'}, with ${list(op.tainted.map(taintText))}`;
  if ('places' in op) return `nodes in ${list(op.places.map(placeText))}`;
  if ('taints' in op)
    return `with ${list((op.with ?? []).map(said))}, how long at ${list((op.taints ?? []).map(taintText))}`;
  const of = op.of === undefined ? '' : `, number ${op.of}`;
  return `${'queue' in op ? queueWords(op) : evictionWords(op)}${of}`;
}

function queueWords(op: Queued): string {
  if (op.queue === 'take') return 'take a node';
  if (op.queue === 'rate') return `${op.rate} nodes a second`;
  return op.queue === 'wait' ? `${op.ms} ms pass` : `${op.queue} ${op.node}`;
}

function evictionWords(op: Eviction): string {
  if ('judge' in op) return judgeWords([op.judge, op.time]);
  if ('judges' in op)
    return `${op.judges.map(judgeWords).join(', and ')}, in one breath`;
  if ('cancel' in op) return `cancel ${op.cancel}`;
  if ('cancelAll' in op) return 'cancel all';
  if ('takes' in op) return `evictions take ${op.takes} s from now on`;
  if ('wall' in op) return `the wall clock is set by ${op.wall} s`;
  return `${op.pass} s pass`;
}

function judgeWords([pod, is]: readonly [pod: string, time: Bears]): string {
  return `judge ${pod}, which tolerates it ${time(is)}`;
}

function taintText({ key, effect }: Taint): string {
  return effect === 'NoExecute' ? key : `${key}:${effect}`;
}

function placeText([region, zone]: Place): string {
  return `region ${region ?? 'absent'}, zone ${zone ?? 'absent'}`;
}

function list(items: readonly string[]): string {
  return items.length === 0 ? 'nothing' : items.join('; ');
}

function toldText([type, status, heartbeat]: readonly (string | undefined)[]) {
  return `${type} ${status}${heartbeat === undefined ? '' : ` at ${heartbeat}`}`;
}

function time(is: Bears): string {
  if (is === 'none') return 'not at all';
  return is === 'ever' ? 'for ever' : `for ${is} s`;
}

function said(toleration: object): string {
  const fields = Object.entries(toleration).map(([name, is]) => `${name} "${is}"`);
  return `{${fields.join(', ')}}`;
}

/** What an op led to, a row a thing. */
export function sayLine({ outcome }: TraceLine): readonly string[] {
  return sayOutcome(outcome, (value) =>
    typeof value === 'object' ? sayPlain(value) : [inWords(value)],
  );
}
