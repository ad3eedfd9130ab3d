// Plays an informer: what its listeners are told, and what is found in the copy.

import type { createClient, createInformer, Delta } from '#client';
import type { KubeObject } from '#objects';
import type { Stage, Subject } from '../../core/scenario.ts';
import { PODS } from './reflect.ts';
import { type ListAnswer, type Obj, scripted, type Tell } from './server.ts';

export interface InformerProgram {
  readonly first: readonly Obj[];
  /** Told by the first watch, which is then too old: all after it is missed. */
  readonly tells?: readonly Tell[];
  /** What the second list finds. */
  readonly second?: readonly Obj[];
  /** Told by the second watch. */
  readonly more?: readonly Tell[];
  /** The listener that comes later wants to be told all again, so often. */
  readonly resync?: number;
}

interface Doors {
  readonly createClient: typeof createClient;
  readonly createInformer: typeof createInformer;
}

const APPS = ['web', 'db'];

export function appOf({ metadata }: KubeObject): readonly string[] {
  const { app } = metadata.labels ?? {};
  return app === undefined ? [] : [app];
}

export async function playInformer(
  subject: Subject,
  program: InformerProgram,
  stage: Stage,
): Promise<void> {
  const doors = subject as unknown as Doors;
  const { first, tells = [], second, more = [], resync = 0 } = program;
  const lists: ListAnswer[] = [{ version: 100, items: first }];
  if (second !== undefined) lists.push({ version: 500, items: second });
  const end = second === undefined ? 'open' : 'expired';
  const server = scripted(
    stage,
    {
      lists,
      watches: [
        { tells, last: { after: 1_000, end } },
        { tells: more, last: { after: 0, end: 'open' } },
      ],
    },
    { asked: () => {}, ended: () => {} },
  );
  stage.atEnd('the server', () => ({ 'open watches': server.open() }));
  const informer = doors.createInformer(
    stage.world,
    doors.createClient(server.handle).resource(PODS),
    {
      indexes: { app: appOf },
      onError: (error) => {
        if (error === THROWN) thrown += 1;
      },
    },
  );
  let told: string[] = [];
  let thrown = 0;
  let ended: string[] = [];
  const synced = new Set<boolean>();
  const stale: string[] = [];
  const hear = (delta: Delta<KubeObject>): void => {
    // All of a list is in the copy when the first of it is told.
    const first = told.length === 0 ? `; the copy has ${found(informer).all}` : '';
    told.push(`${say(delta)}${first}`);
    synced.add(informer.hasSynced);
    if (delta.type === 'Updated') endOther();
    // A listener that looks into the copy must find there what it is told.
    const { namespace, name, resourceVersion } = delta.object.metadata;
    const held = informer.lister.get(`${namespace}/${name}`);
    const expected = delta.type === 'Deleted' ? undefined : resourceVersion;
    const isBehind = held?.metadata.resourceVersion !== expected;
    if (isBehind && delta.type !== 'Deleted') stale.push(say(delta));
  };
  informer.listen(hear);
  // One that throws, and one that is ended while the first hears of a change.
  informer.listen(() => {
    throw THROWN;
  });
  const endOther = informer.listen((delta) => ended.push(say(delta)));
  const look = async (ms: number): Promise<void> => {
    await stage.callAsync(
      () => `what is told and found after ${ms / 1_000} s`,
      async () => {
        told = [];
        await stage.world.clock.advanceTo(ms);
        const heard = ended;
        ended = [];
        return {
          ...{ told, synced: informer.hasSynced, ...found(informer) },
          ...{ 'the other is told': heard, 'synced when it was told': [...synced] },
        };
      },
    );
  };
  const run = stage.callAsync(
    () => 'run the informer',
    () => informer.run(),
  );
  await look(0);
  const listed = informer.lister.list();
  const [before, isSound] = [listed.map(nameOf), listed.every(isDeeplyFrozen)];
  await look(20_000);
  await look(100_000);
  let late: string[] = [];
  await stage.callAsync(
    () => 'what a listener is told that comes now',
    async () => {
      const end = informer.listen((delta) => late.push(say(delta)), resync);
      const atOnce = late;
      late = [];
      await stage.world.clock.advance(65_000);
      const later = late;
      end();
      late = [];
      await stage.world.clock.advance(65_000);
      return {
        ...{ 'at once': atOnce, later, 'after its end': late },
        ...{ 'it threw': thrown, 'objects are frozen': isSound },
        'a list from before is as it was':
          String(listed.map(nameOf)) === String(before),
        'an index that there is not': indexOf(informer),
        'told before the copy had it': stale,
      };
    },
  );
  stage.call(
    () => 'stop the informer',
    () => informer.stop(),
  );
  await stage.world.clock.settle();
  await run;
}

/** What one of the listeners throws. */
const THROWN = new Error('a listener');

const nameOf = ({ metadata }: KubeObject): string =>
  `${metadata.name}@${metadata.resourceVersion}`;

function isDeeplyFrozen(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return Object.isFrozen(value) && Object.values(value).every(isDeeplyFrozen);
}

function indexOf({
  lister,
}: {
  lister: ReturnType<typeof createInformer>['lister'];
}): string {
  try {
    return `${lister.byIndex('none', 'web').length} objects`;
  } catch {
    return 'is refused';
  }
}

function say(delta: Delta<KubeObject>): string {
  const { name, resourceVersion, uid } = delta.object.metadata;
  const what = `${name}@${resourceVersion}${uid === `uid-${name}` ? '' : ` ${uid}`}`;
  switch (delta.type) {
    case 'Added':
      return `Added ${what}${delta.isInInitialList ? ', was there before' : ''}`;
    case 'Updated':
      return `Updated ${delta.old.metadata.resourceVersion} to ${what}`;
    case 'Deleted':
      return `Deleted ${what}${delta.isFinalStateUnknown ? ', final state unknown' : ''}`;
  }
}

function found({
  lister,
}: {
  lister: ReturnType<typeof createInformer>['lister'];
}) {
  const names = (objects: readonly KubeObject[]): string =>
    objects.map(nameOf).sort().join(' ') || 'none';
  return {
    all: names(lister.list()),
    ...Object.fromEntries(
      APPS.map((app) => [`app ${app}`, names(lister.byIndex('app', app))]),
    ),
  };
}
