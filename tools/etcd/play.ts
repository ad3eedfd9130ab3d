// Plays a program on both sides and compares what they say, as they say it.

import { isDeepStrictEqual } from 'node:util';
import { outcome } from './compare.ts';
import { Ours } from './ours.ts';
import type { EtcdPeer } from './peer.ts';
import { Theirs } from './theirs.ts';
import { describe } from './told.ts';
import type { WholeOp } from './whole-op.ts';
import type { WholeProgram } from './whole-programs.ts';

/** @throws Error that tells the first answer, or the watch, that is not the same. */
export async function play(
  peer: EtcdPeer,
  { ops, capacity }: WholeProgram,
): Promise<void> {
  await onBoth(
    peer,
    async (sides) => {
      for (const op of ops) await askBoth(sides, op);
      await settle(sides);
      same(describe(sides.ours.told), describe(sides.theirs.told), 'the watches');
    },
    capacity,
  );
}

/** Our side, in memory or on a disk. */
export interface OurSide
  extends Pick<Ours, 'losesTombstone' | 'endsAtOnce' | 'read' | 'told'> {
  ask(op: WholeOp): object | Promise<object>;
  mark(): void | Promise<void>;
}

export interface Sides<Side extends OurSide = Ours> {
  readonly ours: Side;
  readonly theirs: Theirs;
}

/** Makes both sides, empty, for `work`. */
export async function onBoth(
  peer: EtcdPeer,
  work: (sides: Sides) => Promise<void>,
  capacity?: number,
): Promise<void> {
  const ours = new Ours(capacity);
  const theirs = await Theirs.empty(peer);
  try {
    await work({ ours, theirs });
  } finally {
    ours.close();
    theirs.close();
  }
}

/** Asks both the same. @throws Error if they answer differently */
export async function askBoth(
  { ours, theirs }: Sides<OurSide>,
  op: WholeOp,
): Promise<void> {
  if (ours.losesTombstone(op)) return;
  // Both have told all by then: what a compaction or a cancel finds untold depends on when.
  if (op.op === 'compact' || op.op === 'cancel') await settle({ ours, theirs });
  const mine = await outcome(() => ours.ask(op));
  const real = await outcome(() => theirs.ask(op));
  same(mine, real, `${op.op} ${JSON.stringify(op.request)}`);
  if (ours.endsAtOnce(op)) await settle({ ours, theirs });
}

/** Waits until the watches of both sides were told all that happened. */
export async function settle({ ours, theirs }: Sides<OurSide>): Promise<void> {
  await theirs.settle(() => ours.mark());
  ours.read();
}

/** @throws Error that tells both if they are not the same */
export function same(ours: object, theirs: object, asked: string): void {
  if (isDeepStrictEqual(ours, theirs)) return;
  const answers = [
    `ours ${JSON.stringify(ours)}`,
    `etcd ${JSON.stringify(theirs)}`,
  ];
  throw new Error([asked, ...answers].join('\n'));
}
