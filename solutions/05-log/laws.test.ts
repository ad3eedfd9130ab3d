// What no crash may break, over programs, crashes and restarts drawn by seeds.
// KUBEWRIGHT_LONG=1: 5,000 of them.

import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createVirtualWorld, type VirtualWorld } from '#world';
import { ask, commands, durableState, states } from '../../tools/log/model.ts';
import { type ProcessDisk, processDisk } from '../../tools/log/process-disk.ts';
import type { Command } from './command.ts';
import { type DurableStore, openDurableStore } from './mod.ts';

const test = suite('laws of the log');
const numRuns = process.env.KUBEWRIGHT_LONG === '1' ? 5_000 : 150;
const runs = { seed: Number(process.env.SEED ?? 1), numRuns };

/** Small segments, so that many of them are begun; all requests fit into one. */
const SMALL = { segmentBytes: 6_000, snapshotEntries: 12 };

interface Process {
  readonly disk: ProcessDisk;
  readonly store: DurableStore;
}

async function start(world: VirtualWorld): Promise<Process> {
  const disk = processDisk(world.disk);
  return { disk, store: await openDurableStore({ ...world, disk }, SMALL) };
}

/** Opens the log in a process that dies after some turns, perhaps before it is done. */
async function dieOpening(world: VirtualWorld, turns: number): Promise<void> {
  const disk = processDisk(world.disk);
  openDurableStore({ ...world, disk }, SMALL).catch((error) => {
    throw error;
  });
  await pass(turns);
  disk.kill();
  world.disk.crash();
}

async function pass(turns: number): Promise<void> {
  for (let turn = 0; turn < turns; turn++) await undefined;
}

interface Life {
  readonly commands: readonly Command[];
  /** How long it lives. */
  readonly turns: number;
  /** What of the power: a crash loses what is not synced, a kill only the process. */
  readonly isCrash: boolean;
  readonly dyingTurns: number;
  readonly breath: number;
}

const life: fc.Arbitrary<Life> = fc.record({
  commands,
  turns: fc.nat({ max: 600 }),
  isCrash: fc.boolean(),
  dyingTurns: fc.nat({ max: 80 }),
  breath: fc.nat({ max: 12 }),
});

test('after any crash the state is that of a prefix, and holds all acknowledged', async () => {
  const property = fc.asyncProperty(
    fc.integer(),
    fc.array(life, { minLength: 1, maxLength: 4 }),
    async (seed, lives) => {
      const world = createVirtualWorld({ seed });
      /** What is known to have come to pass. */
      let past: readonly Command[] = [];
      for (const each of lives) {
        const { disk, store } = await start(world);
        let acknowledged = 0;
        let asked = 0;
        let seen = 0;
        const errors: unknown[] = [];
        const live = async (): Promise<void> => {
          for (const command of each.commands) {
            asked += 1;
            ask(store, command).then(
              () => {
                acknowledged += 1;
              },
              (error) => errors.push(error),
            );
            await pass(each.breath);
          }
        };
        store.onCommit(({ revision }) => {
          seen = revision;
        });
        void live();
        await pass(each.turns);
        disk.kill();
        const [told, submitted] = [acknowledged, asked];
        assert.equal(errors, []);
        if (each.isCrash) world.disk.crash();
        await dieOpening(world, each.dyingTurns);

        const after = await start(world);
        const state = durableState(after.store);
        const possible = states([...past, ...each.commands.slice(0, submitted)]);
        const at = possible.lastIndexOf(state);
        assert.ok(at >= 0, `a state that no prefix leads to: ${state}`);
        const lost = past.length + told - at;
        assert.ok(lost <= 0, `${lost} acknowledged writes are lost`);
        assert.ok(after.store.revision >= seen, 'a revision was seen and is gone');
        past = [...past, ...each.commands.slice(0, at - past.length)];
        after.disk.kill();
      }
    },
  );
  await fc.assert(property, runs);
});

test.run();
