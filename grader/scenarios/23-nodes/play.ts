// Plays a program of chapter 23. All that is handed in is frozen: it belongs to others.

import type * as Nodes from '#nodes';
import type { Evictions, Health, NodeCondition, ZoneState } from '#nodes';
import type { Stage, Subject } from '../../core/scenario.ts';
import type { Op, Program, Told } from './draw.ts';
import { opWords } from './say.ts';

type Module = Pick<
  typeof Nodes,
  | 'observe'
  | 'isSilent'
  | 'unknownConditions'
  | 'disruption'
  | 'createRateLimitedQueue'
  | 'tolerationTime'
  | 'createEvictions'
>;

/** What goes on from one op to the next. */
interface Stand {
  readonly module: Module;
  readonly stage: Stage;
  now: number;
  health: Health | undefined;
  states: ReadonlyMap<string, ZoneState>;
  queue: Nodes.RateLimitedQueue | undefined;
  evictions: Evictions | undefined;
  takes: number;
  /** What was evicted and when, since it was last told. */
  evicted: string[];
}

export async function play(
  subject: Subject,
  program: Program,
  stage: Stage,
): Promise<void> {
  const stand: Stand = {
    module: subject as unknown as Module,
    ...{ stage, now: 0, health: undefined, states: new Map() },
    ...{ queue: undefined, evictions: undefined, takes: 0, evicted: [] },
  };
  for (const op of program) {
    if ('judge' in op || 'cancel' in op || 'pass' in op || 'takes' in op)
      await playEviction(stand, op);
    else
      stage.call(
        () => opWords(op),
        () => playOp(stand, frozen(op)),
      );
  }
  stand.evictions?.cancelAll();
  // What is under way comes to its end, and leaves nothing.
  if (stand.evictions !== undefined) await stage.world.clock.advance(400_000);
}

type Of<Key extends string> = Extract<Op, Readonly<Record<Key, unknown>>>;

function playOp(stand: Stand, op: Op): unknown {
  if ('look' in op) return playLook(stand, op);
  if ('silent' in op) return playSilent(stand.module, op);
  if ('counts' in op) return playCounts(stand, op);
  if ('queue' in op) return playQueue(stand, op);
  if ('taints' in op) {
    const time = stand.module.tolerationTime(op.taints, op.with);
    return { time: timeText(time) };
  }
  return undefined;
}

/** A time of a node's clock, which is wrong by years. */
const said = (second: number): string => `1999-12-31T23:59:0${second}.000000Z`;

function playLook(stand: Stand, { look, after, created = -20_000 }: Of<'look'>) {
  stand.now += after;
  const { heartbeat, renewed } = look;
  const signs = frozen({
    // A Ready that never said when is a heartbeat all the same.
    heartbeat:
      heartbeat === undefined ? undefined : heartbeat === 0 ? '' : said(heartbeat),
    renewTime: renewed === undefined ? undefined : said(renewed),
    created,
  });
  const health = frozen(stand.module.observe(stand.health, signs, stand.now));
  stand.health = health;
  return {
    seen: health.probe,
    ...(health.heartbeat !== undefined && { heartbeat: health.heartbeat }),
    ...(health.renewTime !== undefined && { renewTime: health.renewTime }),
    silent: stand.module.isSilent(health, stand.now),
  };
}

const WHEN = Object.freeze({ now: '12:00', created: '09:00' });

function playSilent(module: Module, { silent }: Of<'silent'>): unknown {
  const before = frozen(silent.map(conditionOf));
  const after = module.unknownConditions(before, WHEN);
  const again = module.unknownConditions(after, { ...WHEN, now: '12:05' });
  return {
    conditions: after.map(conditionText),
    isSameList: after === before,
    isSameAgain: again === after,
  };
}

function conditionOf([type, status, heartbeat]: Told): NodeCondition {
  return {
    // What a status may be is the server's affair.
    ...{ type, status: status as 'True', lastTransitionTime: '10:00' },
    ...{ reason: 'Told', message: 'told' },
    ...(heartbeat !== undefined && { lastHeartbeatTime: heartbeat }),
  };
}

function conditionText(condition: NodeCondition): string {
  const { type, status, lastTransitionTime: since } = condition;
  const { reason = '', message = '', lastHeartbeatTime: beat } = condition;
  const heard = beat === undefined ? '' : `, heartbeat ${beat}`;
  return `${type} ${status} since ${since}: ${reason}, ${message}${heard}`;
}

function playCounts(stand: Stand, { counts }: Of<'counts'>): unknown {
  const zones = new Map(
    Object.entries(counts).map(([zone, [ready, notReady] = [0, 0]]) => [
      zone,
      Object.freeze({ ready, notReady }),
    ]),
  );
  const found = stand.module.disruption(stand.states, zones);
  stand.states = new Map(found.states);
  return {
    states: sorted(found.states),
    rates: sorted(found.rates),
    ...(found.all !== undefined && { all: found.all }),
  };
}

function sorted(map: ReadonlyMap<string, unknown>): readonly string[] {
  return [...map].map(([zone, what]) => `${JSON.stringify(zone)} ${what}`).sort();
}

function playQueue(stand: Stand, op: Of<'queue'>): unknown {
  stand.queue ??= stand.module.createRateLimitedQueue();
  const { queue, now } = stand;
  const answer = act(stand, queue, op);
  const next = queue.next();
  const isFar = next === Number.POSITIVE_INFINITY;
  return {
    ...(answer !== undefined && { answer }),
    next: isFar ? 'never' : Math.max(next, now),
  };
}

function act(
  stand: Stand,
  queue: Nodes.RateLimitedQueue,
  op: Of<'queue'>,
): unknown {
  const { now } = stand;
  switch (op.queue) {
    case 'add':
      return queue.add(op.node, now);
    case 'remove':
      return queue.remove(op.node);
    case 'retry':
      return queue.retry(op.node, now);
    case 'take':
      return queue.take(now) ?? 'nobody';
    case 'rate':
      return queue.setRate(op.rate, now);
    case 'wait':
      stand.now += op.ms;
      return undefined;
  }
}

function timeText(time: number | undefined): string {
  if (time === undefined) return 'not at all';
  return time === Number.POSITIVE_INFINITY ? 'for ever' : `${time} ms`;
}

type Eviction = Of<'judge'> | Of<'cancel'> | Of<'pass'> | Of<'takes'>;

async function playEviction(stand: Stand, op: Eviction): Promise<void> {
  const { stage } = stand;
  stand.evictions ??= open(stand);
  const { evictions } = stand;
  await stage.callAsync(
    () => opWords(op),
    async () => {
      const answer = await actOn(stand, evictions, op);
      // At once may be by a timer of 0.
      await stage.world.clock.advance(0);
      const evicted = stand.evicted.splice(0);
      return { ...(answer !== undefined && { answer }), evicted };
    },
  );
}

function open(stand: Stand): Evictions {
  const { clock } = stand.stage.world;
  return stand.module.createEvictions(clock, async (key) => {
    stand.evicted.push(`${key} at ${clock.now() / 1_000} s`);
    if (stand.takes > 0) await clock.sleep(stand.takes * 1_000);
  });
}

async function actOn(
  stand: Stand,
  evictions: Evictions,
  op: Eviction,
): Promise<unknown> {
  if ('cancel' in op) return evictions.cancel(op.cancel);
  if ('pass' in op) return stand.stage.world.clock.advance(op.pass * 1_000);
  if ('takes' in op) {
    stand.takes = op.takes;
    return undefined;
  }
  return evictions.judge(op.judge, millisOf(op.time));
}

function millisOf(time: Of<'judge'>['time']): number | undefined {
  if (time === 'none') return undefined;
  return time === 'ever' ? Number.POSITIVE_INFINITY : time * 1_000;
}

function frozen<T>(part: T): T {
  if (typeof part !== 'object' || part === null || Object.isFrozen(part))
    return part;
  for (const value of Object.values(part)) frozen(value);
  return Object.freeze(part);
}
