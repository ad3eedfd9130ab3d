// Plays a program: writes to an empty store, and questions and writes in transactions.
// Each answer is noted, and what was written, as a listener of commits sees it. At the end
// everything is read once more.

import type { KeyValue, PutRequest, Store } from '#store';
import type { txn as Txn, TxnRequest, update as UpdateFunction } from '#txn';
import type { Stage, Subject } from '../../core/scenario.ts';
import { heard } from '../01-store/listeners.ts';
import { type Op, type Program, UNKNOWN_LEASE, type Update } from './draw.ts';
import { type Looked, looking } from './looks.ts';
import { opWords } from './say.ts';

interface Player {
  readonly store: Store;
  readonly looks: Looked['looks'];
  readonly txn: typeof Txn;
  readonly update: typeof UpdateFunction;
  /** The requests that were sent, by what they say. */
  readonly sent: Map<string, TxnRequest>;
}

export function play(subject: Subject, program: Program, stage: Stage): void {
  const { store: listened, listeners } = heard(stage.parts.store.createStore());
  const wrote: (KeyValue | string)[] = [];
  listened.onCommit(({ changes }) => {
    wrote.push(...(changes.length > 0 ? changes : ['a commit of nothing']));
  });
  // The one that listens here is not the module's.
  stage.atEnd('the store', () => ({ listeners: listeners() - 1 }));
  const sent = new Map<string, TxnRequest>();
  const player = { ...subject, ...looking(listened), sent } as unknown as Player;
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
  if ('txn' in op) return playTxn(player, op.txn);
  return playUpdate(player, op.update);
}

function playTxn({ txn, store, sent }: Player, request: TxnRequest): object {
  const answer = txn(store, sentOf(sent, request), admitPut);
  // A promise has no fields to read: it has to be seen as what it is.
  if ('then' in answer) return { pending: answer };
  const { revision, succeeded, responses } = answer;
  return { revision, succeeded, responses };
}

/** What is sent twice is the same object both times, as a client's constant would be. */
function sentOf(sent: Player['sent'], request: TxnRequest): TxnRequest {
  const name = JSON.stringify(request);
  const known = sent.get(name) ?? frozen(request);
  sent.set(name, known);
  return known;
}

/** A copy that nobody can write on: the request is its sender's. */
function frozen<T>(part: T): T {
  if (typeof part !== 'object' || part === null) return part;
  const copy = Array.isArray(part)
    ? part.map(frozen)
    : Object.fromEntries(
        Object.entries(part).map(([name, value]) => [name, frozen(value)]),
      );
  return Object.freeze(copy) as T;
}

function admitPut({ lease }: PutRequest): void {
  if (lease !== UNKNOWN_LEASE) return;
  const error = new Error('etcdserver: requested lease not found');
  throw Object.assign(error, { code: 'NotFound' });
}

/** More often than any program has rivals: an update that is still asking never ends. */
const ASKED_TOO_OFTEN = 40;

function playUpdate(player: Player, { key, add, unless, rivals }: Update): object {
  const { store, looks } = player;
  const shown: (KeyValue | undefined)[] = [];
  let others = 0;
  const change = (before: KeyValue | undefined): string => {
    if (shown.length === ASKED_TOO_OFTEN)
      throw new Error('change is asked for ever, though nobody else writes');
    const seen = looks();
    for (const op of rivals[shown.length] ?? []) playOp(player, op);
    others += looks() - seen;
    shown.push(before);
    if (unless !== undefined && before?.value === unless)
      throw new Error(`will not change ${JSON.stringify(unless)}`);
    return (before?.value ?? '') + add;
  };
  const first = looks();
  const revision = player.update(store, key, change);
  const own = looks() - first - others;
  // One look at first, and one by the compare of each attempt.
  const needed = 1 + shown.length;
  return {
    revision,
    shown,
    ...(own > needed ? { 'reads of the store': own } : {}),
  };
}
