/**
 * World: all that a program would otherwise take from its machine.
 *
 * A module is handed a World and asks nothing else for time, chance, messages or
 * files. The virtual one repeats itself to the letter for the same seed; the one
 * that stands on the real machine is in system.node.ts. Chapter 00.
 */

import { type Chance, createChance } from './chance.ts';
import { type Clock, VirtualClock } from './clock.ts';
import type { Disk } from './disk.ts';
import { MemoryDisk } from './memory-disk.ts';
import { type Network, VirtualNetwork } from './network.ts';
import { createTrace, type Trace } from './trace.ts';

//#region world
/** What a module of the course may use of the world outside it. */
export interface World {
  readonly clock: Clock;
  readonly chance: Chance;
  readonly network: Network;
  readonly disk: Disk;
  readonly trace: Trace;
}
//#endregion

//#region virtual
/** A world whose time can be moved, whose network can be cut, whose disk fails. */
export interface VirtualWorld extends World {
  readonly clock: VirtualClock;
  readonly network: VirtualNetwork;
  readonly disk: MemoryDisk;
}

export interface VirtualWorldOptions {
  /** The same seed gives the same world: print it in every failing test. */
  readonly seed: number;
  /** What the wall clock says at 0 ms: VIRTUAL_START if absent. */
  readonly start?: number;
  /** Turns that promises get between two timers: SETTLE_TURNS if absent. */
  readonly turns?: number;
  /** Fulfilled once all promises are at rest, where a host can tell: no turns. */
  readonly atRest?: () => Promise<void>;
}
//#endregion

//#region create
/** A world that stands still at 0 ms, all hosts reachable, the disk empty. */
export function createVirtualWorld(options: VirtualWorldOptions): VirtualWorld {
  const clock = new VirtualClock(options.start, options.turns, options.atRest);
  const chance = createChance(options.seed);
  return {
    clock,
    chance,
    // Streams of their own: one more message must not change what a shuffle draws.
    network: new VirtualNetwork(clock, chance.fork('network')),
    disk: new MemoryDisk(chance.fork('disk')),
    trace: createTrace(clock),
  };
}
//#endregion
