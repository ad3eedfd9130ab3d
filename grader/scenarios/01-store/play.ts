// Plays the operations of a program on a new store. Each answer is noted, and with a
// write what it wrote, as a listener of commits hears it. Requests and commits are
// written on once they are over: a store that keeps them itself finds them changed.

import type { Commit, RangeRequest, Store, WriteTxn } from '#store';
import type { Stage, Subject } from '../../core/scenario.ts';
import { scribble } from '../../core/scribble.ts';
import type { DrawnOp, Op, Program, StepOp } from './draw.ts';
import { playFace } from './faces.ts';
import { wordsOf } from './say.ts';

interface Place {
  readonly store: Store;
  readonly stage: Stage;
  readonly subject: Subject;
  /** The newest revision that was answered. */
  now: number;
  /** What the last call wrote, as a listener of commits was told. */
  readonly wrote: unknown[];
  /** What listeners were given and nobody has written on yet. */
  readonly handed: Commit[];
  /** What a second listener heard, while there is one. */
  second: Second | undefined;
}

interface Second {
  readonly heard: object[];
  stop(): void;
}

/** Plays a program on a new store. */
export function play(subject: Subject, program: Program, stage: Stage): void {
  const store = (subject.createStore as () => Store)();
  const place: Place = {
    ...{ store, stage, subject, now: 1, wrote: [], handed: [], second: undefined },
  };
  store.onCommit((commit) => {
    const { changes } = commit;
    place.wrote.push(...(changes.length > 0 ? changes : ['a commit of nothing']));
    place.handed.push(commit);
  });
  for (const op of program) {
    place.wrote.length = 0;
    place.now = playOp(op, place)?.revision ?? place.now;
    for (const commit of place.handed.splice(0)) scribble(commit);
  }
}

interface Answered {
  readonly revision: number;
}

function playOp(op: Op, place: Place): Answered | undefined {
  const { store, stage } = place;
  switch (op.op) {
    case 'fill':
      return stage.call(
        () => `put k0 to k${op.keys - 1}, every seventh first`,
        () => fill(store, op.keys),
      );
    case 'clear':
      return stage.call(
        () => 'delete all, with the pairs before',
        () => clear(store),
      );
    case 'step':
      return playStep(op, place);
    case 'hear':
      return void hearToo(place);
    case 'unhear':
      return void place.second?.stop();
    case 'prefixEnd':
    case 'interval':
    case 'fromText':
    case 'toText':
    case 'openIndex':
      return void playFace(op, place.subject, stage);
    case 'get':
      return ask({ ...op, range: rangeOf(op, place.now) }, place, store);
    default:
      return ask(op, place, store);
  }
}

/** Asks the store or, inside a step, its transaction. */
function ask(
  op: DrawnOp,
  place: Place,
  asked: Store | WriteTxn,
  where = '',
): Answered | undefined {
  const noted = asked === place.store ? place : undefined;
  return place.stage.call(
    () => `${where}${op.op} ${wordsOf(op.op === 'put' ? op.put : op.range)}`,
    () => {
      const copy = { ...(op.op === 'put' ? op.put : op.range) };
      const given = answerOf(op.op, copy, asked);
      // A store that keeps the request itself finds it changed.
      scribble(copy);
      return op.op === 'get' || !noted ? given : withWrites(given, noted);
    },
  ) as Answered | undefined;
}

function answerOf(
  op: DrawnOp['op'],
  request: RangeRequest,
  asked: Store | WriteTxn,
): object {
  if (op === 'put') return asked.put(request);
  return op === 'delete' ? asked.deleteRange(request) : asked.range(request);
}

/** The answer with what was written; an answer still to come is no answer. */
function withWrites(answer: object, { wrote, second }: Place): object {
  // A promise has no fields to spread: it has to be seen as what it is.
  const pending = 'then' in answer ? { pending: answer } : {};
  const also = second ? { 'the second heard': second.heard.splice(0) } : {};
  return { ...answer, ...readIn(answer), ...pending, wrote: [...wrote], ...also };
}

const FIELDS = ['revision', 'prevKv', 'deleted', 'prevKvs'];

/** The fields that a reader finds, though an answer of a class has none of its own. */
function readIn(answer: object): Readonly<Record<string, unknown>> {
  const found = FIELDS.map((name) => [name, Reflect.get(answer, name)] as const);
  return Object.fromEntries(found.filter(([, value]) => value !== undefined));
}

function hearToo(place: Place): void {
  const { store } = place;
  const heard: object[] = [];
  let isAsking = false;
  const stop = store.onCommit(({ revision }) => {
    // A store that takes the put tells of it, before this one is over.
    if (isAsking) return;
    isAsking = true;
    const put = isRefused(() => store.put({ key: 'a' })) ? 'refused' : 'taken';
    isAsking = false;
    heard.push({ revision, 'the store stands at': store.revision, put });
  });
  // One that comes after it and stays: which of them is stopped?
  store.onCommit(() => {});
  place.second = { heard, stop };
}

const FAILS = new Error('the step fails, as the program says');

function playStep(
  op: Extract<Op, { op: 'step' }>,
  place: Place,
): Answered | undefined {
  const { store, stage } = place;
  const ended = endOf(() =>
    store.write((txn) => {
      for (const inner of op.ops) playInside(inner, txn, place);
      if (op.fails) throw FAILS;
      return 'what the step returns';
    }),
  );
  return stage.call(
    () => (op.fails ? 'and the step throws' : 'and the step ends'),
    () => {
      const answer = { ...ended(), revision: store.revision };
      return withWrites(answer, place) as Answered;
    },
  );
}

/** Runs a step, and gives how it ended: to be noted behind the calls inside it. */
function endOf(run: () => unknown): () => object {
  try {
    const returned = run();
    return () => ({ returned });
  } catch (error) {
    // Not of the store: the program ends here.
    if (typeof error === 'symbol') throw error;
    if (error === FAILS) return () => ({});
    return () => {
      throw error;
    };
  }
}

function playInside(op: StepOp, txn: WriteTxn, place: Place): void {
  const { store, stage } = place;
  if (op.op === 'nested') {
    stage.call(
      () => 'in the step: a put to the store itself',
      () => (isRefused(() => store.put({ key: 'a' })) ? 'refused' : 'taken'),
    );
  } else if (op.op === 'outside') {
    const get = { op: 'get', range: op.range } as const;
    ask(get, place, store, 'in the step, of the store itself: ');
  } else {
    ask(op, place, txn, 'in the step: ');
  }
}

function isRefused(action: () => unknown): boolean {
  try {
    action();
    return false;
  } catch (error) {
    if ((error as Error).name === 'NotWritten') throw error;
    return true;
  }
}

function rangeOf(op: Extract<DrawnOp, { op: 'get' }>, now: number): RangeRequest {
  if (op.back === undefined) return op.range;
  return { ...op.range, revision: Math.max(1, now - op.back) };
}

function clear(store: Store): Answered {
  const { revision, deleted, prevKvs } = store.deleteRange({
    ...{ key: '\0', rangeEnd: '\0', prevKv: true },
  });
  return { revision, ...{ deleted, 'pairs before': prevKvs.length } };
}

/** Puts keys in an order that begins in the middle of what is there again and again. */
function fill(store: Store, keys: number): Answered {
  let revision = 0;
  for (let i = 0; i < keys; i++) {
    ({ revision } = store.put({ key: `k${(i * 7) % keys}` }));
  }
  return { revision };
}
