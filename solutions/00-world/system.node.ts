/**
 * The World that stands on this machine: its clock, its chance, its files.
 *
 * The network is still one of this process, under the real clock: hosts of two
 * processes meet over TCP, which is a later chapter's. Nothing is lost on it, twice
 * or apart.
 * Engine room: not told line by line.
 */

import { randomInt } from 'node:crypto';
import { createChance } from './chance.ts';
import type { Disk } from './disk.ts';
import { MemoryDisk } from './memory-disk.ts';
import { VirtualNetwork } from './network.ts';
import { createSystemClock } from './system-clock.node.ts';
import { createSystemDisk } from './system-disk.node.ts';
import { createTrace } from './trace.ts';
import type { World } from './world.ts';

/** How many lines the trace of a running process keeps: the last ones. */
export const SYSTEM_TRACE_LINES: number = 10_000;

export interface SystemWorldOptions {
  /** Where the files lie. If absent, they lie in memory and go with the process. */
  readonly directory?: string;
  /** For a run that draws the same again; from the machine's entropy if absent. */
  readonly seed?: number;
}

/** The world of this process. */
export function createSystemWorld(options: SystemWorldOptions = {}): World {
  const { directory, seed = randomInt(2 ** 48 - 1) } = options;
  const clock = createSystemClock();
  const chance = createChance(seed);
  const disk: Disk =
    directory === undefined
      ? new MemoryDisk(chance.fork('disk'))
      : createSystemDisk(directory);
  const network = new VirtualNetwork(clock, chance.fork('network'));
  return {
    clock,
    chance,
    network,
    disk,
    trace: createTrace(clock, SYSTEM_TRACE_LINES),
  };
}
