// Services in the words of a terminal.

import { inWords, sayOutcome, sayPlain } from '../../core/say.ts';
import type { TraceLine } from '../../core/trace.ts';
import type { Asking, Deed, Mark, Op, PodSketch } from './draw.ts';

/** An op in words: `of 30000 to 30009, the first 4 for those who ask: any, take 30001`. */
export function opWords(op: Op): string {
  if ('range' in op) {
    const [size, band] = op.range;
    const last = 30_000 + size - 1;
    return `of 30000 to ${last}, the first ${band} for those who ask: ${list(op.deeds.map(deed))}`;
  }
  if ('spread' in op) return `begin ${op.spread} times, and take any of ${op.of}`;
  if ('again' in op) return `take any and give it back, ${op.again} times`;
  if ('band' in op) return `the band of ${op.band.join(', ')}`;
  if ('network' in op) return `the cluster IPs of ${JSON.stringify(op.network)}`;
  const had =
    'taken' in op && op.taken ? `, with ${list(op.taken.map(String))} taken` : '';
  const left = 'left' in op ? `, and ${op.left} left` : '';
  const taken = `${had}${left}`;
  if ('create' in op) return `create ${asking(op.create)}${taken}`;
  if ('was' in op)
    return `update ${asking(op.was)} to ${asking(op.update)}${taken}`;
  if ('operation' in op)
    return `an operation: ${list(op.operation.map(deed))}${taken}, and ${op.ends}`;
  if ('pod' in op) {
    const ports =
      op.ports === undefined ? '' : `, ports ${JSON.stringify(op.ports)}`;
    const all = op.publish === true ? ', publishing all' : '';
    return `a Pod ${sketch(op.pod)}${all}${ports}`;
  }
  const held = op.slices.map((marks) => `{${marks.map(mark).join(' ')}}`);
  return `slices ${list(held)} of ${op.most}, wanted ${list(op.wanted.map(mark))}`;
}

function list(items: readonly string[]): string {
  return items.length === 0 ? 'nothing' : items.join(', ');
}

function deed(one: Deed | { readonly later: number }): string {
  if ('any' in one) return 'take any';
  if ('until' in one) return `take any until ${one.until} are left`;
  if ('later' in one) return `give ${30_000 + one.later} back later`;
  return 'take' in one ? `take ${30_000 + one.take}` : `give ${30_000 + one.give}`;
}

function asking({
  type,
  ports,
  allocateLoadBalancerNodePorts: all,
}: Asking): string {
  const said = ports.map(({ name = '', port, protocol = 'TCP', nodePort }) => {
    const at = nodePort === undefined ? '' : ` at ${nodePort}`;
    return `${name} ${port}/${protocol}${at}`.trim();
  });
  const without = all === undefined ? '' : `, allocateLoadBalancerNodePorts ${all}`;
  return `${type} (${list(said)}${without})`;
}

function sketch(pod: PodSketch): string {
  const said = Object.entries(pod).map(
    ([name, value]) => `${name} ${JSON.stringify(value)}`,
  );
  return `{${said.join(', ')}}`;
}

function mark([uid, ready, more = {}]: Mark): string {
  const { serving, terminating, node, at, isNoPod } = more;
  const known = [
    ...(ready ? [] : ['not ready']),
    ...(serving === false ? ['not serving'] : []),
    ...(terminating ? ['terminating'] : []),
    ...(node === undefined ? [] : [`at node ${node}`]),
    ...(at === undefined ? [] : [`at address ${at}`]),
  ];
  const who = isNoPod ? `no Pod ${uid}` : `u${uid}`;
  return known.length === 0 ? who : `${who} (${known.join(', ')})`;
}

/** What a call led to, a row a thing. */
export function sayLine({ outcome }: TraceLine): readonly string[] {
  return sayOutcome(outcome, (value) =>
    typeof value === 'object' ? sayPlain(value) : [inWords(value)],
  );
}
