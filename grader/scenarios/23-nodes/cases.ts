// The named programs of chapter 23, by what they show. They are always played, first.

import type { Taint, Toleration } from '#scheduler';
import {
  type Bears,
  type Counts,
  type Op,
  type Program,
  TAINTS,
  type Told,
} from './draw.ts';

type Cases = Readonly<Record<string, Program>>;

const look = (
  heartbeat: number | undefined,
  renewed?: number,
  after: number = 5_000,
): Op => ({
  look: {
    ...(heartbeat !== undefined && { heartbeat }),
    ...(renewed !== undefined && { renewed }),
  },
  after,
});

export const looking: Cases = {
  'a first look is a sign of life, whatever the clocks say': [look(1, 1)],
  'by a clock that begins with 1970': [
    ...[look(1, 1), look(2, 2), look(2, 3), look(2, 3, 50_000)].map(
      (op) => ({ ...op, year: 1970 }) as Op,
    ),
  ],
  'more than 40 s, and not 50': [look(1, 1), look(1, 1, 40_000), look(1, 1, 1)],
  'a lease that is renewed': [look(1, 1), look(1, 2), look(1, 2), look(1, 3)],
  'a lease that is not renewed': [
    ...[look(1, 1), look(1, 1, 45_000), look(1, 1), look(1, 1)],
  ],
  'a heartbeat without a lease': [look(1), look(1), look(2), look(2)],
  'a heartbeat that is another one, and earlier': [look(3), look(1), look(1)],
  'a lease that is set back is no news': [look(1, 4), look(1, 2), look(1, 3)],
  'a lease that is the same to the letter is no news': [
    ...[look(1, 2), look(1, 2, 50_000), look(1, 2, 1)],
  ],
  'a heartbeat is news, and the lease is not': [
    ...[look(1, 4), look(2, 4), look(2, 4), look(2, 4)],
  ],
  'both are news': [look(1, 1), look(2, 2), look(2, 2)],
  'set back, and heard again after a heartbeat': [
    ...[look(1, 5), look(1, 2), look(2, 3), look(2, 3), look(2, 4)],
  ],
  'a node that never said whether it is ready': [
    look(undefined),
    look(undefined, undefined, 30_000),
    look(undefined, undefined, 30_000),
  ],
  'it was made long ago': [
    { ...look(undefined), created: -3_600_000 } as Op,
    { ...look(undefined, 1), created: -3_600_000 } as Op,
  ],
  'it was made later than now, by the clock of the server': [
    { ...look(undefined), created: 3_600_000 } as Op,
    { ...look(undefined, undefined, 3_600_000), created: 3_600_000 } as Op,
    { ...look(undefined, undefined, 55_001), created: 3_600_000 } as Op,
  ],
  'never ready, but its lease is renewed': [
    ...[look(undefined, 1), look(undefined, 2, 50_000), look(undefined, 2, 60_000)],
  ],
  'it says for the first time that it is ready': [
    ...[look(undefined, 1), look(1, 1, 30_000), look(1, 1)],
  ],
  'Ready is taken away from the status': [
    ...[look(1, 1), look(undefined, 1, 20_000), look(undefined, 2)],
  ],
  'a Ready that names no time is a heartbeat': [
    ...[look(0), look(0, undefined, 50_000), look(0, undefined, 1), look(1)],
  ],
  'the lease is gone, and comes again': [
    ...[look(1, 3), look(1), look(1, 3), look(1, 4)],
  ],
};

const told = (...all: readonly Told[]): Op => ({ silent: all });

export const silent: Cases = {
  'a node that was ready': [
    told(
      ['MemoryPressure', 'False', '11:59'],
      ['DiskPressure', 'False', '11:59'],
      ['PIDPressure', 'False', '11:59'],
      ['Ready', 'True', '11:59'],
    ),
  ],
  'a node that said nothing at all': [told()],
  'some were never reported': [
    told(['Ready', 'False', '11:58']),
    told(['DiskPressure', 'True', '11:58']),
  ],
  'what others report stays': [
    told(['NetworkUnavailable', 'False'], ['Ready', 'True', '11:59']),
    told(['Ready', 'True'], ['Other', 'True', '11:00']),
  ],
  'all was said before': [
    told(['Ready', 'Unknown', '11:50']),
    told(['DiskPressure', 'True'], ['Ready', 'Unknown']),
  ],
  'a taint for what Ready says, and none beside it': [
    ...['Unknown', 'False', 'True', null].flatMap(
      (ready): Program => [
        { tainted: [], ready },
        { tainted: TAINTS, ready },
      ],
    ),
  ],
  'it has that taint already': [
    { tainted: TAINTS.slice(0, 1), ready: 'Unknown' },
    { tainted: TAINTS.slice(1, 2), ready: 'False' },
  ],
  'one is Unknown already': [
    told(['DiskPressure', 'Unknown', '11:00'], ['Ready', 'True', '11:59']),
  ],
};

const tick = (counts: Counts): Op => ({ counts: { '/safe': [5, 0], ...counts } });

export const zones: Cases = {
  'a zone that is new gets its rate': [tick({ '/a': [3, 0] })],
  'nothing has changed': [tick({ '/a': [3, 0] }), tick({ '/a': [2, 1] })],
  'two of three are no disruption': [tick({ '/a': [1, 2] })],
  'three of five in a small zone': [tick({ '/a': [5, 0] }), tick({ '/a': [2, 3] })],
  'most of a large zone': [tick({ '/a': [60, 0] }), tick({ '/a': [10, 50] })],
  'as large as the threshold, and one more': [
    tick({ '/a': [20, 30], '/b': [20, 31] }),
  ],
  '55 of 100, and 54': [tick({ '/a': [45, 55], '/b': [46, 54] })],
  'a zone that is lost is emptied as usual': [
    ...[tick({ '/a': [3, 0] }), tick({ '/a': [0, 3] }), tick({ '/a': [0, 3] })],
  ],
  'a disruption that is over': [
    ...[tick({ '/a': [2, 3] }), tick({ '/a': [4, 1] }), tick({ '/a': [4, 1] })],
  ],
  'it grows while it is disrupted': [
    tick({ '/a': [20, 30] }),
    tick({ '/a': [20, 40] }),
  ],
  'a zone goes, and comes again': [
    ...[tick({ '/a': [3, 0] }), tick({}), tick({ '/a': [3, 0] })],
  ],
  'a zone is a region and a zone': [
    {
      places: [
        ...([
          ['a', 'b'],
          ['a', 'b'],
          ['b', 'b'],
          ['a', 'a'],
        ] as const),
        ...([
          ['aa', 'b'],
          ['a', 'ab'],
          ['', 'ab'],
          ['ab', ''],
        ] as const),
      ],
    },
    // What a label may hold holds nothing apart.
    ...['-', '.', '_'].map(
      (mark): Op => ({
        places: [
          [`a${mark}b`, 'c'],
          ['a', `b${mark}c`],
        ],
      }),
    ),
    {
      places: [
        ...([
          [null, null],
          ['', ''],
          [null, ''],
          ['', null],
        ] as const),
        ...([
          ['a', null],
          ['a', ''],
          [null, 'a'],
          ['', 'a'],
        ] as const),
      ],
    },
  ],
  'without labels it is a zone too': [tick({ '': [3, 0] }), tick({ '': [0, 3] })],
};

const only = (counts: Counts): Op => ({ counts });

export const all: Cases = {
  'one zone, and all of it': [
    ...[only({ '': [3, 0] }), only({ '': [0, 3] }), only({ '': [0, 3] })],
  ],
  'the first tick finds nobody': [only({ '/a': [0, 2], '/b': [0, 2] })],
  'one after the other': [
    only({ '/a': [3, 0], '/b': [3, 0] }),
    only({ '/a': [0, 3], '/b': [3, 0] }),
    only({ '/a': [0, 3], '/b': [0, 3] }),
    only({ '/a': [0, 3], '/b': [0, 3] }),
  ],
  'one answers again': [
    only({ '/a': [0, 3], '/b': [0, 60] }),
    only({ '/a': [0, 3], '/b': [1, 59] }),
    only({ '/a': [0, 3], '/b': [1, 59] }),
  ],
  'all answer again': [
    only({ '/a': [0, 3], '/b': [0, 3] }),
    only({ '/a': [3, 0], '/b': [3, 0] }),
  ],
  'a new zone, as lost as the others': [
    only({ '/a': [0, 3] }),
    only({ '/a': [0, 3], '/b': [0, 3] }),
    only({ '/a': [0, 3], '/b': [0, 3] }),
  ],
  'the one that lived is gone': [
    only({ '/a': [0, 3], '/b': [3, 0] }),
    only({ '/a': [0, 3] }),
  ],
  'no zone at all': [only({}), only({ '/a': [3, 0] }), only({})],
  'most is not all': [
    only({ '/a': [1, 9], '/b': [1, 9] }),
    only({ '/a': [0, 10], '/b': [1, 9] }),
  ],
};

const add = (...nodes: readonly string[]): Program =>
  nodes.map((node): Op => ({ queue: 'add', node }));
const take: Op = { queue: 'take' };
const wait = (ms: number): Op => ({ queue: 'wait', ms });
const rate = (is: number): Op => ({ queue: 'rate', rate: is });
const remove = (node: string): Op => ({ queue: 'remove', node });
const retry = (node: string): Op => ({ queue: 'retry', node });

export const queueing: Cases = {
  'nobody waits': [take, wait(60_000), take],
  'the first goes at once, the next after 10 s': [
    ...[...add('a', 'b'), take, take, wait(9_999), take, wait(1), take],
  ],
  'in the order in which they came': [
    ...[...add('b', 'c', 'a'), take, wait(10_000), take, wait(10_000), take],
  ],
  'tokens are not saved up': [
    ...[wait(100_000), ...add('a', 'b'), take, take, wait(10_000), take],
  ],
  'a take in vain costs nothing': [
    ...[take, take, ...add('a'), take, take, wait(10_000), ...add('b'), take],
  ],
  'it waits once': [...add('a', 'a'), take, ...add('a'), wait(10_000), take],
  'it waits where it came, however often it is added': [
    ...[...add('a', 'b', 'a'), take, wait(10_000), take],
  ],
  'names are only names': [
    ...[...add('10', 'constructor', '9'), take, wait(10_000), take],
    ...[wait(10_000), take, remove('constructor'), ...add('constructor')],
  ],
  'two were taken, and one is removed': [
    ...[...add('a', 'b', 'c'), take, wait(10_000), take, remove('b')],
    ...[...add('a', 'b'), remove('c'), wait(10_000), take, ...add('b', 'c')],
  ],
  'two queues are two': [
    ...[...add('a', 'b'), take, { ...take, of: 2 } as Op],
    ...add('a', 'c').map((op) => ({ ...op, of: 2 }) as Op),
    ...[{ ...take, of: 2 } as Op, { ...rate(0), of: 2 } as Op],
    ...[wait(10_000), { ...take, of: 2 } as Op, take],
  ],
  'a third of a second is no whole number': [
    ...[rate(0.3), ...add('a', 'b'), take, wait(3_333), take, wait(1), take],
  ],
  'taken, removed, and back in the queue': [
    ...[...add('a'), take, remove('a'), ...add('a'), take, wait(10_000), take],
  ],
  'removed while it waits': [
    ...[...add('a', 'b'), remove('a'), take, ...add('a'), wait(10_000), take],
  ],
  'it failed, and waits once more': [
    ...[...add('a', 'b'), take, retry('a'), wait(10_000), take, wait(10_000), take],
    ...[retry('c'), retry('b'), ...add('b'), wait(10_000), take],
  ],
  'a rate of 0 is never': [
    ...[...add('a', 'b'), rate(0), take, wait(100_000), take],
    ...[rate(0.1), take, wait(10_000), take, take],
  ],
  'slower, with a token and without': [
    ...[...add('a', 'b', 'c'), rate(0.01), take, wait(10_000), take],
    ...[wait(90_000), take, rate(0.1), wait(10_000), take],
  ],
  'one a second': [rate(1), ...add('a', 'b'), take, wait(999), take, wait(1), take],
  'the same rate changes nothing': [
    ...[...add('a', 'b'), take, wait(9_000), rate(0.1), wait(1_000), take],
  ],
};

const lost: Taint = { key: 'a', effect: 'NoExecute' };
const other: Taint = { key: 'b', effect: 'NoExecute' };
const bears = (key: string, tolerationSeconds?: number): Toleration => ({
  ...{ key, operator: 'Exists' },
  ...(tolerationSeconds !== undefined && { tolerationSeconds }),
});
const stays = (
  taints: readonly Taint[],
  ...tolerations: readonly Toleration[]
): Op => ({ taints, with: tolerations });

export const tolerating: Cases = {
  'no taint, no end': [stays([]), stays([], bears('a', 5))],
  'not tolerated': [stays([lost]), stays([lost], bears('b', 300))],
  'for its seconds': [stays([lost], bears('a', 300))],
  'for ever': [stays([lost], bears('a'))],
  'none, and less than none': [
    ...[stays([lost], bears('a', 0)), stays([lost], bears('a', -5))],
  ],
  'one of two is not tolerated': [
    stays([lost, other], bears('a', 300)),
    stays([other, lost], bears('a')),
  ],
  'the shortest': [
    stays([lost, other], bears('a', 300), bears('b', 60)),
    stays([lost, other], bears('a', 60), bears('b')),
    stays([lost, other], bears('a'), bears('b')),
  ],
  'the first that covers it': [
    stays([lost], bears('a', 300), bears('a', 60)),
    stays([lost], bears('a'), bears('a', 60)),
    stays([lost], bears('b', 5), bears('', 60)),
  ],
  'one for both': [stays([lost, other], bears('', 60))],
  'what is not used does not count': [
    stays([lost], bears('a', 300), bears('b', 1)),
  ],
  'an effect that is another one': [
    stays([lost], { ...bears('a', 300), effect: 'NoSchedule' }),
  ],
  'only NoExecute drives away': [
    stays(
      [
        lost,
        { key: 'c', effect: 'NoSchedule' },
        { ...other, effect: 'PreferNoSchedule' },
      ],
      bears('', 60),
    ),
  ],
  'a node without taints, a Pod without tolerations': [
    { taints: null, with: null },
    { taints: [lost], with: null },
  ],
};

const judge = (pod: string, time: Bears): Op => ({
  ...{ judge: pod, time },
});
const cancel = (pod: string): Op => ({ cancel: pod });
const judges = (...all: readonly (readonly [string, Bears])[]): Op => ({
  judges: all,
});
const second = (op: Op): Op => ({ ...op, of: 2 }) as Op;
const cancelAll: Op = { cancelAll: true };
const pass = (seconds: number): Op => ({ pass: seconds });

export const evicting: Cases = {
  'when its time is over': [judge('a', 300), pass(299), pass(1), pass(300)],
  'at once': [judge('a', 0), judge('b', 'none'), pass(1)],
  'not at all': [judge('a', 'ever'), pass(1_000)],
  'the time does not begin anew': [
    ...[judge('a', 300), pass(240), judge('a', 300), pass(60), pass(300)],
  ],
  'a shorter time changes nothing, nor does a longer one': [
    ...[judge('a', 300), judge('a', 60), judge('a', 0), pass(60), pass(240)],
    ...[judge('b', 60), judge('b', 300), pass(60)],
  ],
  'it came back in time': [
    ...[judge('a', 300), pass(240), judge('a', 'ever'), pass(600)],
  ],
  'cancelled, and planned once more': [
    ...[judge('a', 300), pass(240), cancel('a'), cancel('a')],
    ...[judge('a', 300), pass(240), pass(60)],
  ],
  'no longer tolerated': [
    judge('a', 300),
    pass(100),
    judge('a', 'none'),
    pass(300),
  ],
  'what was not planned is not taken back': [
    ...[judge('a', 'ever'), judge('a', 'none'), cancel('b'), judge('b', 'ever')],
  ],
  'under way there is no second one, and no way back': [
    ...[{ takes: 5 } as Op, judge('a', 'none'), judge('a', 'none'), judge('a', 0)],
    ...[judge('a', 60), cancel('a'), judge('a', 'ever'), pass(5), pass(60)],
  ],
  'over, and judged once more': [
    ...[{ takes: 5 } as Op, judge('a', 60), pass(60), judge('a', 60), pass(5)],
    ...[judge('a', 60), pass(60)],
  ],
  'at once is before anything else': [
    judges(['a', 0], ['a', 'ever'], ['a', 'none']),
    judges(['b', 'none'], ['b', 'none'], ['b', 0]),
    pass(1),
  ],
  'all are taken back, and not what is under way': [
    ...[{ takes: 5 } as Op, judge('c', 'none'), judge('a', 300), judge('b', 60)],
    ...[cancelAll, judge('c', 'none'), pass(300), judge('b', 60), pass(60)],
  ],
  'taken back, and no timer is left': [judge('a', 300), judge('a', 'ever')],
  'at times that are not round': [
    ...[pass(0.123), judge('a', 0.5), pass(0.499), pass(0.001)],
    ...[judge('b', 60.007), pass(60), pass(0.006), pass(0.001)],
  ],
  'the wall clock is set while it waits': [
    ...[judge('a', 300), { wall: -3_600 } as Op, pass(300), pass(3_600)],
    ...[judge('b', 300), { wall: 3_600 } as Op, pass(299), pass(1)],
  ],
  'two tables are two': [
    ...[judge('a', 300), second(judge('a', 60)), second({ cancel: 'b' })],
    ...[judge('b', 60), second(cancelAll), pass(60), pass(240)],
  ],
  'evictions do not wait for one another': [
    ...[{ takes: 5 } as Op, judge('a', 'none'), judge('b', 0), judge('c', 1)],
    ...[pass(1), pass(5)],
  ],
  'each Pod for itself': [
    ...[judge('a', 60), judge('b', 300), judge('a', 'ever'), pass(300)],
  ],
};
