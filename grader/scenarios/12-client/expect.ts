// Plays expectations, alone and in a controller whose cache is behind.

import type * as Client from '#client';
import type {
  createExpectations,
  createWorkQueue,
  Expectations,
  runController,
} from '#client';
import type { Stage, Subject } from '../../core/scenario.ts';
import { playTell, playWork, type TellOp, type WorkOp, workWords } from './work.ts';

export type ExpectOp =
  | WorkOp
  | TellOp
  | { readonly op: 'expect new'; readonly key: string; readonly count: number }
  | {
      readonly op: 'expect ends';
      readonly key: string;
      readonly uids: readonly string[];
    }
  | { readonly op: 'seen new'; readonly key: string }
  | { readonly op: 'seen end'; readonly key: string; readonly uid: string }
  | { readonly op: 'forget'; readonly key: string }
  | { readonly op: 'wait'; readonly ms: number }
  /** What follows is asked of the other one of two controllers' expectations. */
  | { readonly op: 'turn' }
  | {
      readonly op: 'create';
      readonly key: string;
      readonly count: number;
      /** The number of the first request that fails, from 1. */
      readonly fails?: number;
      /** Of so many the event comes before the answer. */
      readonly early?: number;
    }
  | {
      readonly op: 'control';
      readonly replicas: number;
      /** A request is answered after so long, and its event comes so long after that. */
      readonly answerMs: number;
      readonly eventMs: number;
      /** When the key is added, ms from the beginning. */
      readonly wakes: readonly number[];
      readonly fails?: number;
    };

export type ExpectProgram = readonly ExpectOp[];

interface Doors {
  readonly createExpectations: typeof createExpectations;
  readonly createWorkQueue: typeof createWorkQueue;
  readonly runController: typeof runController;
}

export function wordsOf(op: ExpectOp): string {
  switch (op.op) {
    case 'work':
    case 'tell':
      return workWords(op);
    case 'expect new':
      return `${op.key} expects ${op.count} new objects`;
    case 'expect ends':
      return `${op.key} expects the ends of ${op.uids.join(' ') || 'none'}`;
    case 'seen new':
      return `a new object of ${op.key} is seen`;
    case 'seen end':
      return `the end of ${op.uid} of ${op.key} is seen`;
    case 'forget':
      return `${op.key} is forgotten`;
    case 'wait':
      return `wait ${op.ms} ms`;
    case 'turn':
      return 'turn to the expectations of another controller';
    case 'create': {
      const early = op.early ? `, ${op.early} of them seen before the answer` : '';
      const fails = op.fails === undefined ? '' : `, number ${op.fails} fails`;
      return `create ${op.count} for ${op.key}${early}${fails}`;
    }
    case 'control':
      return (
        `a controller keeps ${op.replicas}, woken at ${op.wakes.join(', ')} ms; ` +
        `answers take ${op.answerMs} ms, events ${op.eventMs} ms more` +
        (op.fails === undefined ? '' : `; request ${op.fails} fails`)
      );
  }
}

const KEYS = ['web', 'db'];

export async function playExpectations(
  subject: Subject,
  program: ExpectProgram,
  stage: Stage,
): Promise<void> {
  const doors = subject as unknown as Doors;
  const make = () => doors.createExpectations(stage.world.clock);
  let expectations = make();
  let other: Expectations | undefined;
  for (const op of program) {
    await stage.callAsync(
      () => wordsOf(op),
      async () => {
        if (op.op === 'turn')
          [expectations, other] = [other ?? make(), expectations];
        const did = await act(doors, expectations, op, stage);
        const satisfied = KEYS.map((key) => [key, expectations.isSatisfied(key)]);
        return { ...did, satisfied: Object.fromEntries(satisfied) };
      },
    );
  }
}

async function act(
  doors: Doors,
  expectations: Expectations,
  op: ExpectOp,
  stage: Stage,
): Promise<object> {
  switch (op.op) {
    case 'expect new':
      expectations.expectCreations(op.key, op.count);
      return {};
    case 'expect ends':
      expectations.expectDeletions(op.key, op.uids);
      return {};
    case 'seen new':
      expectations.creationObserved(op.key);
      return {};
    case 'seen end':
      expectations.deletionObserved(op.key, op.uid);
      return {};
    case 'forget':
      expectations.forget(op.key);
      return {};
    case 'wait':
      await stage.world.clock.advance(op.ms);
      return {};
    case 'turn':
      return {};
    case 'create':
      return create(expectations, op);
    case 'control':
      return control(doors, op, stage);
    case 'work':
      return playWork(doors as typeof Client, op, stage);
    case 'tell':
      return playTell(doors as typeof Client, op, stage);
  }
}

class Refused extends Error {}

async function create(
  expectations: Expectations,
  { key, count, fails, early = 0 }: Extract<ExpectOp, { op: 'create' }>,
): Promise<object> {
  let [asked, atOnce, most] = [0, 0, 0];
  const inside: boolean[] = [];
  const one = async (): Promise<void> => {
    asked += 1;
    atOnce += 1;
    most = Math.max(most, atOnce);
    inside.push(expectations.isSatisfied(key));
    await undefined;
    atOnce -= 1;
    if (asked === fails) throw new Refused('no room');
    if (asked <= early) expectations.creationObserved(key);
  };
  let ended = 'all were made';
  try {
    await expectations.create(key, count, one);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    ended = 'it threw what the request threw';
  }
  return { requests: asked, 'at once': most, 'satisfied meanwhile': inside, ended };
}

/** A controller of one key over a cache that is told late. */
async function control(
  { createExpectations, createWorkQueue, runController }: Doors,
  op: Extract<ExpectOp, { op: 'control' }>,
  stage: Stage,
): Promise<object> {
  const { clock } = stage.world;
  const expectations = createExpectations(clock);
  const queue = createWorkQueue(stage.world);
  const key = 'web';
  let [asked, made, seen] = [0, 0, 0];
  const make = async (): Promise<void> => {
    asked += 1;
    const isRefused = asked === op.fails;
    await clock.sleep(op.answerMs);
    if (isRefused) throw new Refused('no room');
    made += 1;
    clock.after(op.eventMs, () => {
      seen += 1;
      expectations.creationObserved(key);
      queue.add(key);
    });
  };
  const run = runController({
    queue,
    reconcile: async () => {
      if (!expectations.isSatisfied(key)) return;
      await expectations.create(key, Math.max(0, op.replicas - seen), make);
    },
  });
  run.catch(() => {});
  for (const at of op.wakes) clock.after(at, () => queue.add(key));
  await clock.advance(60_000);
  queue.shutDown();
  await run;
  return { requests: asked, made };
}
