// Laws of the queue and of the cache, on random programs: nothing is lost, nothing is
// there twice, who goes first goes first, and what is believed adds up.

import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Chance, createVirtualWorld } from '#world';
import { nodeOf, podOf } from './fixtures.ts';
import { Cache, type Pod, type QueuedPodInfo, SchedulingQueue } from './mod.ts';

const SEEDS = process.env.KUBEWRIGHT_LONG === undefined ? 150 : 5_000;
const NAMES = ['a', 'b', 'c', 'd', 'e', 'f'];
const PLUGINS = ['Nodes', 'Pods', 'Any'];

const priorityOf = ({ pod }: QueuedPodInfo): number => pod.spec.priority ?? 0;
const uidOf = ({ pod }: QueuedPodInfo): string => pod.metadata.uid ?? '';

const isFirst = (a: QueuedPodInfo, b: QueuedPodInfo): boolean =>
  priorityOf(a) > priorityOf(b) ||
  (priorityOf(a) === priorityOf(b) && a.timestamp < b.timestamp);

const queues = suite('laws of the scheduling queue');

function queueOf(clock: ReturnType<typeof createVirtualWorld>['clock']) {
  return new SchedulingQueue({
    clock,
    rules: {
      less: isFirst,
      preEnqueue: () => undefined,
      eventsOf: (_pod, plugin) => {
        if (plugin === 'Any') return undefined;
        const resource = plugin === 'Nodes' ? 'Node' : 'AssignedPod';
        return [{ resource, actions: ['Add', 'Delete'] }];
      },
    },
  });
}

/** Everyone who is known: where they wait, or that they are being tried. */
interface Known {
  readonly queue: SchedulingQueue;
  readonly all: Set<string>;
  readonly tried: Map<string, QueuedPodInfo>;
}

function tryNext({ queue, tried }: Known, seed: number): void {
  const { active } = queue.waiting();
  const info = queue.pop();
  assert.is(info === undefined, active.length === 0, `seed ${seed}`);
  if (info === undefined) return;
  const before = active.find((one) => isFirst(one, info));
  assert.is(before, undefined, `seed ${seed}: ${uidOf(info)} was not the first`);
  tried.set(uidOf(info), info);
}

/** One more thing happens. */
function happen(known: Known, chance: Chance, seed: number): void {
  const { queue, all, tried } = known;
  const name = chance.pick(NAMES);
  const pod = podOf(name, {}, { priority: chance.integer(0, 2) });
  const info = tried.get(name);
  const what = chance.integer(0, 6);
  if (what === 0 && !all.has(name)) {
    all.add(name);
    queue.add(pod);
  } else if (what === 1 && info === undefined) {
    all.delete(name);
    queue.delete(pod);
  } else if (what === 2 && info !== undefined) {
    tried.delete(name);
    all.delete(name);
    queue.done(pod);
  } else if (what === 3 && info !== undefined) {
    tried.delete(name);
    info.unschedulable = new Set(PLUGINS.filter(() => chance.next() < 0.4));
    info.pending = new Set(PLUGINS.filter(() => chance.next() < 0.2));
    queue.addUnschedulable(info);
  } else if (what === 4) queue.activate(pod);
  else if (what === 5)
    queue.move({
      resource: chance.pick(['Node', 'AssignedPod'] as const),
      action: chance.pick(['Add', 'Delete', 'UpdateNodeLabel'] as const),
    });
  else tryNext(known, seed);
}

queues('a pod waits in one place, until it is tried or gone', async () => {
  for (let seed = 1; seed <= SEEDS; seed++) {
    const { clock, chance } = createVirtualWorld({ seed });
    const known: Known = {
      ...{ queue: queueOf(clock), all: new Set(), tried: new Map() },
    };
    for (let i = 0; i < 60; i++) {
      happen(known, chance, seed);
      if (chance.next() < 0.3)
        await clock.advance(chance.pick([1, 300, 1_000, 7_000]));
      const waiting = Object.values(known.queue.waiting()).flat().map(uidOf);
      const there = [...waiting, ...known.tried.keys()].sort();
      assert.equal(there, [...known.all].sort(), `seed ${seed}, step ${i}`);
    }
    known.queue.close();
  }
});

queues('who waits is tried in the end, whatever plugins say', async () => {
  for (let seed = 1; seed <= 20; seed++) {
    const { clock, chance } = createVirtualWorld({ seed });
    const known: Known = {
      ...{ queue: queueOf(clock), all: new Set(), tried: new Map() },
    };
    for (let i = 0; i < 60; i++) happen(known, chance, seed);
    await clock.advance(400_000);
    const { backoff, unschedulable } = known.queue.waiting();
    assert.equal([...backoff, ...unschedulable], [], `seed ${seed}`);
    known.queue.close();
  }
});

queues.run();

const caches = suite('laws of the scheduler cache');
const NODES = ['n1', 'n2', 'n3'];

/** Where a pod is believed to be, and with how much; until when it is assumed. */
interface Belief {
  readonly node: string;
  readonly cpu: number;
  readonly assumed: boolean;
  readonly until?: number;
}

type Beliefs = Map<string, Belief>;

/** The same as the cache does, over one flat table. */
function believe(what: number, pod: Pod, beliefs: Beliefs, now: number): void {
  const uid = pod.metadata.uid ?? '';
  const known = beliefs.get(uid);
  const cpu = Number.parseInt(
    pod.spec.containers?.[0]?.resources?.requests?.cpu ?? '',
    10,
  );
  const belief = { node: pod.spec.nodeName ?? '', cpu };
  if (what === 0 && known === undefined)
    beliefs.set(uid, { ...belief, assumed: true });
  else if (what === 1 && known?.assumed) beliefs.delete(uid);
  else if (what === 2) beliefs.set(uid, { ...belief, assumed: false });
  else if (what === 3) beliefs.delete(uid);
  else if (what === 4 && known?.assumed)
    beliefs.set(uid, { ...known, until: now + 1_000 });
}

function tell(what: number, pod: Pod, cache: Cache): void {
  if (what === 0) cache.assumePod(pod);
  else if (what === 1) cache.forgetPod(pod);
  else if (what === 2) cache.setPod(pod);
  else if (what === 3) cache.removePod(pod);
  else cache.finishBinding(pod);
}

function check(cache: Cache, beliefs: Beliefs, says: string): void {
  for (const { name, requested, pods } of cache.snapshot().nodes) {
    const here = [...beliefs.values()].filter(({ node }) => node === name);
    const cpu = here.reduce((sum, one) => sum + one.cpu, 0);
    assert.is(requested.milliCpu, cpu, `${says}: what is taken of ${name}`);
    assert.is(pods.length, here.length, `${says}: how many are on ${name}`);
  }
  for (const name of NAMES) {
    const belief = beliefs.get(name);
    assert.is(cache.isAssumed(podOf(name)), belief?.assumed ?? false, says);
    assert.is(cache.getPod(name)?.spec.nodeName, belief?.node, says);
  }
}

caches('a pod has its share of one node, and what is taken adds up', async () => {
  for (let seed = 1; seed <= SEEDS; seed++) {
    const { clock, chance } = createVirtualWorld({ seed });
    const cache = new Cache(clock, 1_000);
    const beliefs: Beliefs = new Map();
    for (const name of NODES.slice(0, 2)) cache.setNode(nodeOf(name));
    for (let i = 0; i < 60; i++) {
      const what = chance.integer(0, 6);
      const nodeName = chance.pick(NODES);
      const cpu = `${chance.integer(1, 9) * 100}m`;
      const pod = podOf(chance.pick(NAMES), { cpu }, { nodeName });
      const isRefused = what === 0 && beliefs.has(pod.metadata.uid ?? '');
      if (what < 5 && isRefused) assert.throws(() => tell(what, pod, cache));
      else if (what < 5) tell(what, pod, cache);
      else if (what === 5 && chance.next() < 0.5) cache.setNode(nodeOf(nodeName));
      else if (what === 5) cache.removeNode(nodeOf(nodeName));
      believe(what, pod, beliefs, clock.now());
      if (what === 6) {
        await clock.advance(chance.pick([1, 999, 1_000]));
        cache.cleanUp();
        for (const [uid, { until = Number.POSITIVE_INFINITY }] of beliefs)
          if (until < clock.now()) beliefs.delete(uid);
      }
      check(cache, beliefs, `seed ${seed}, step ${i}`);
    }
  }
});

caches(
  'a bound pod is believed for as long as was said, and no longer',
  async () => {
    const { clock } = createVirtualWorld({ seed: 1 });
    const cache = new Cache(clock, 30_000);
    const pod = podOf('a', {}, { nodeName: 'n1' });
    cache.assumePod(pod);
    await clock.advance(60_000);
    cache.cleanUp();
    assert.ok(cache.isAssumed(pod), 'nobody has answered the binding yet');
    cache.finishBinding(pod);
    await clock.advance(30_000);
    cache.cleanUp();
    assert.ok(cache.isAssumed(pod), 'its time is just over');
    await clock.advance(1);
    cache.cleanUp();
    assert.not(cache.isAssumed(pod));
    assert.is(cache.getPod('a'), undefined);
  },
);

caches.run();
