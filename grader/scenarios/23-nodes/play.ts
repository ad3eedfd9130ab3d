// Plays a program of chapter 23. All that is handed in is frozen: it belongs to others.

import type * as Nodes from '#nodes';
import type { Evictions, Health, NodeCondition, ZoneState } from '#nodes';
import type { Stage, Subject } from '../../core/scenario.ts';
import type { Bears, Eviction, Op, Place, Program, Queued, Told } from './draw.ts';
import { opWords } from './say.ts';

type Module = Pick<
  typeof Nodes,
  | 'observe'
  | 'isSilent'
  | 'unknownConditions'
  | 'noExecuteKey'
  | 'withNoExecute'
  | 'zoneOf'
  | 'disruption'
  | 'createRateLimitedQueue'
  | 'noExecute'
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
  /** By their numbers. */
  readonly queues: Map<number, Nodes.RateLimitedQueue>;
  readonly tables: Map<number, Evictions>;
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
    ...{ queues: new Map(), tables: new Map(), takes: 0, evicted: [] },
  };
  for (const op of program) {
    if (isOfEvictions(op)) await playEviction(stand, op);
    else
      stage.call(
        () => opWords(op),
        () => playOp(stand, frozen(op)),
      );
  }
  // What is under way has a timer of ours still, and that of no Pod is left.
  for (const table of stand.tables.values()) table.cancelAll();
}

const OF_EVICTIONS: readonly string[] = [
  ...['judge', 'judges', 'cancel', 'cancelAll', 'takes', 'wall', 'pass'],
];

function isOfEvictions(op: Op): op is Eviction {
  return OF_EVICTIONS.some((name) => name in op);
}

type Of<Key extends string> = Extract<Op, Readonly<Record<Key, unknown>>>;

function playOp(stand: Stand, op: Op): unknown {
  if ('look' in op) return playLook(stand, op);
  if ('silent' in op) return playSilent(stand.module, op);
  if ('tainted' in op) return playTainted(stand.module, op);
  if ('places' in op) return playPlaces(stand.module, op.places);
  if ('counts' in op) return playCounts(stand, op);
  if ('queue' in op) return playQueue(stand, op);
  if ('taints' in op) return playTolerance(stand.module, op);
  return undefined;
}

function playTolerance({ noExecute, tolerationTime }: Module, op: Of<'taints'>) {
  const taints = op.taints ?? undefined;
  return {
    time: timeText(tolerationTime(taints ?? [], op.with ?? undefined)),
    drives: noExecute(taints).map(({ key }) => key),
  };
}

/** What flags have set. */
const OTHER_GRACE = Object.freeze({ monitor: 40_000, startup: 45_000 });

function playLook(stand: Stand, op: Of<'look'>) {
  const { look, after, created = -20_000, year = 1999 } = op;
  // A time of a node's clock, which is wrong by years.
  const said = (second: number) => `${year}-01-01T00:00:0${second}.000000Z`;
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
    'silent if it had 40 s, or 45 s to start': stand.module.isSilent(
      ...([health, stand.now, OTHER_GRACE] as const),
    ),
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

/** What order the taints have is nobody's affair. */
function playTainted(module: Module, { tainted, ready }: Of<'tainted'>): unknown {
  const key = module.noExecuteKey(ready ?? undefined);
  const node = frozen({
    ...{ apiVersion: 'v1', kind: 'Node', metadata: { name: 'a' } },
    ...(tainted.length > 0 && { spec: { taints: tainted } }),
  });
  const after = module.withNoExecute(node, key, '12:00');
  return {
    key: key ?? 'none',
    taints: after
      .map((taint) => {
        const since =
          taint.timeAdded === undefined ? '' : ` since ${taint.timeAdded}`;
        return `${taint.key}=${taint.value ?? ''}:${taint.effect}${since}`;
      })
      .sort(),
  };
}

/** The first node that each is in one zone with; how a zone is written is nobody's affair. */
function playPlaces(module: Module, places: readonly Place[]): unknown {
  const zones = places.map(([region, zone]) => {
    const labels = {
      ...(region !== null && { 'topology.kubernetes.io/region': region }),
      ...(zone !== null && { 'topology.kubernetes.io/zone': zone }),
    };
    const isBare = region === null && zone === null;
    const metadata = { name: 'a', ...(isBare ? {} : { labels }) };
    return module.zoneOf(frozen({ apiVersion: 'v1', kind: 'Node', metadata }));
  });
  return zones.map((zone) => (zone === '' ? 'none' : zones.indexOf(zone)));
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
  const before = stand.states;
  const was = sorted(before);
  const found = stand.module.disruption(before, zones);
  stand.states = new Map(found.states);
  const is = sorted(before);
  return {
    // They are the caller's: nothing is written to them.
    ...(is.join() !== was.join() && { 'the states before are now': is }),
    states: sorted(found.states),
    rates: sorted(found.rates),
    ...(found.all !== undefined && { all: found.all }),
  };
}

function sorted(map: ReadonlyMap<string, unknown>): readonly string[] {
  return [...map].map(([zone, what]) => `${JSON.stringify(zone)} ${what}`).sort();
}

function playQueue(stand: Stand, op: Queued): unknown {
  const { of = 1 } = op;
  const queue = stand.queues.get(of) ?? stand.module.createRateLimitedQueue();
  stand.queues.set(of, queue);
  const answer = act(stand, queue, op);
  const next = queue.next();
  const isFar = next === Number.POSITIVE_INFINITY;
  return {
    ...(answer !== undefined && { answer }),
    // A clock of whole milliseconds is there at the first that isn't too early.
    next: isFar ? 'never' : Math.ceil(Math.max(next, stand.now)),
  };
}

function act(stand: Stand, queue: Nodes.RateLimitedQueue, op: Queued): unknown {
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

async function playEviction(stand: Stand, op: Eviction): Promise<void> {
  const { stage } = stand;
  const { of = 1 } = op;
  const table = stand.tables.get(of) ?? open(stand, of);
  stand.tables.set(of, table);
  await stage.callAsync(
    () => opWords(op),
    async () => {
      const answer = await actOn(stand, table, op);
      await stage.world.clock.advance(0);
      const evicted = stand.evicted.splice(0);
      return { ...(answer !== undefined && { answer }), evicted };
    },
  );
}

function open(stand: Stand, of: number): Evictions {
  const { clock } = stand.stage.world;
  const whose = of === 1 ? '' : ` of table ${of}`;
  return stand.module.createEvictions(clock, async (key) => {
    stand.evicted.push(`${key}${whose} at ${clock.now() / 1_000} s`);
    if (stand.takes > 0) await clock.sleep(stand.takes * 1_000);
  });
}

async function actOn(
  stand: Stand,
  evictions: Evictions,
  op: Eviction,
): Promise<unknown> {
  const { clock } = stand.stage.world;
  if ('cancel' in op) return evictions.cancel(op.cancel);
  if ('cancelAll' in op) return evictions.cancelAll();
  if ('pass' in op) return clock.advance(op.pass * 1_000);
  if ('wall' in op) return clock.setWall(clock.wall() + op.wall * 1_000);
  if ('takes' in op) {
    stand.takes = op.takes;
    return undefined;
  }
  if ('judges' in op)
    return op.judges.map(([pod, time]) => evictions.judge(pod, millisOf(time)));
  return evictions.judge(op.judge, millisOf(op.time));
}

function millisOf(time: Bears): number | undefined {
  if (time === 'none') return undefined;
  return time === 'ever' ? Number.POSITIVE_INFINITY : time * 1_000;
}

function frozen<T>(part: T): T {
  if (typeof part !== 'object' || part === null || Object.isFrozen(part))
    return part;
  for (const value of Object.values(part)) frozen(value);
  return Object.freeze(part);
}
