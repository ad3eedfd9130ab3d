// The steps of chapter 02. A program writes to an empty store and then asks and writes
// in transactions; each answer is noted, and what was written, as a listener of commits
// sees it. At the end everything is read once more.

import type { KeyValue, PutRequest, Store } from '#store';
import type { txn as Txn, update as UpdateFunction } from '#txn';
import type { Scenario, Stage, Step, Subject } from '../core/scenario.ts';
import * as cases from './02-txn/cases.ts';
import * as costs from './02-txn/costs.ts';
import {
  after,
  careless,
  demanding,
  type Op,
  type Program,
  plain,
  questions,
  txns,
  UNKNOWN_LEASE,
  type Update,
  updates,
} from './02-txn/draw.ts';
import { opWords, sayLine } from './02-txn/say.ts';

interface Player {
  readonly store: Store;
  readonly txn: typeof Txn;
  readonly update: typeof UpdateFunction;
}

/** Plays a program on a new store. */
function play(subject: Subject, program: Program, stage: Stage): void {
  const store = stage.parts.store.createStore();
  const player = { ...subject, store } as unknown as Player;
  const wrote: KeyValue[] = [];
  store.onCommit(({ changes }) => wrote.push(...changes));
  for (const op of program) {
    wrote.length = 0;
    stage.call(
      () => opWords(op),
      () => ({ ...playOp(player, op), wrote: [...wrote] }),
    );
  }
  const everything = { range: { key: '\0', rangeEnd: '\0' } };
  stage.call(
    () => opWords(everything),
    () => playOp(player, everything),
  );
}

function playOp(player: Player, op: Op): object {
  const { store } = player;
  if ('put' in op) return store.put(op.put);
  if ('deleteRange' in op) return store.deleteRange(op.deleteRange);
  if ('range' in op) return store.range(op.range);
  if ('txn' in op) return player.txn(store, op.txn, admitPut);
  return playUpdate(player, op.update);
}

function admitPut({ lease }: PutRequest): void {
  if (lease !== UNKNOWN_LEASE) return;
  const error = new Error('etcdserver: requested lease not found');
  throw Object.assign(error, { code: 'NotFound' });
}

/** More often than any program has rivals: an update that is still asking never ends. */
const ASKED_TOO_OFTEN = 10;

function playUpdate(player: Player, { key, add, unless, rivals }: Update): object {
  const shown: (KeyValue | undefined)[] = [];
  const change = (before: KeyValue | undefined): string => {
    if (shown.length === ASKED_TOO_OFTEN)
      throw new Error('change is asked for ever, though nobody else writes');
    for (const op of rivals[shown.length] ?? []) playOp(player, op);
    shown.push(before);
    if (unless !== undefined && before?.value === unless)
      throw new Error(`will not change ${JSON.stringify(unless)}`);
    return (before?.value ?? '') + add;
  };
  const revision = player.update(player.store, key, change);
  return { revision, shown };
}

const steps: readonly Step<Program>[] = [
  {
    id: '2.1',
    cases: cases.numbers,
    draw: (fc) => after(fc, questions(fc, { about: ['number'] })),
    play,
    costs: costs.numbers,
  },
  {
    id: '2.2',
    cases: cases.values,
    draw: (fc) => after(fc, questions(fc, { about: ['value', 'number'] })),
    play,
    costs: costs.values,
  },
  {
    id: '2.3',
    cases: cases.ranges,
    draw: (fc) =>
      after(fc, questions(fc, { about: ['number', 'value'], ranges: true })),
    play,
    costs: costs.ranges,
  },
  {
    id: '2.4',
    cases: cases.refusals,
    draw: (fc) => after(fc, careless(fc)),
    play,
  },
  {
    id: '2.5',
    cases: cases.branches,
    draw: (fc) => after(fc, txns(fc, { ops: plain(fc) })),
    play,
    costs: costs.branches,
  },
  {
    id: '2.6',
    cases: cases.nested,
    draw: (fc) => after(fc, txns(fc, { ops: plain(fc), depth: 2 })),
    play,
  },
  {
    id: '2.7',
    cases: cases.impossible,
    draw: (fc) => after(fc, txns(fc, { ops: demanding(fc), depth: 1 })),
    play,
    costs: costs.demands,
  },
  {
    id: '2.8',
    cases: cases.updates,
    draw: (fc) => after(fc, updates(fc)),
    play,
    costs: costs.updates,
  },
];

export const scenario: Scenario = {
  file: 'txn.ts',
  exports: ['txn', 'update'],
  steps,
  say: sayLine,
};
