// Heartbeats, zones and evictions in the words of a terminal.

import { inWords, sayOutcome, sayPlain } from '../../core/say.ts';
import type { TraceLine } from '../../core/trace.ts';
import type { Op } from './draw.ts';

/** An op in words: `5000 ms later, a look finds heartbeat 1, lease 2`. */
export function opWords(op: Op): string {
  if ('look' in op) {
    const { heartbeat, renewed } = op.look;
    const signs = [
      ...(heartbeat === undefined ? [] : [`heartbeat ${heartbeat}`]),
      ...(renewed === undefined ? [] : [`lease ${renewed}`]),
    ];
    return `${op.after} ms later, a look finds ${signs.join(', ') || 'no sign'}`;
  }
  if ('silent' in op) return `silent, with ${list(op.silent.map(toldText))}`;
  if ('counts' in op) {
    const zones = Object.entries(op.counts).map(
      ([zone, [ready, not] = [0, 0]]) =>
        `${JSON.stringify(zone)}: ${ready} ready, ${not} not`,
    );
    return `a tick counts ${list(zones)}`;
  }
  if ('queue' in op) return queueWords(op);
  if ('taints' in op)
    return `with ${list(op.with.map(said))}, how long at ${list(op.taints.map(({ key }) => key))}`;
  if ('judge' in op)
    return `judge ${op.judge}, which tolerates it ${time(op.time)}`;
  if ('cancel' in op) return `cancel ${op.cancel}`;
  if ('takes' in op) return `evictions take ${op.takes} s from now on`;
  return `${op.pass} s pass`;
}

function queueWords(op: Extract<Op, { queue: unknown }>): string {
  if (op.queue === 'take') return 'take a node';
  if (op.queue === 'rate') return `${op.rate} nodes a second`;
  return op.queue === 'wait' ? `${op.ms} ms pass` : `${op.queue} ${op.node}`;
}

function list(items: readonly string[]): string {
  return items.length === 0 ? 'nothing' : items.join('; ');
}

function toldText([type, status, heartbeat]: readonly (string | undefined)[]) {
  return `${type} ${status}${heartbeat === undefined ? '' : ` at ${heartbeat}`}`;
}

function time(is: number | 'ever' | 'none'): string {
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
