export { type Chance, createChance } from './chance.ts';
export {
  type Clock,
  INSTANT_CHAIN_LIMIT,
  SETTLE_TURNS,
  type Timer,
  VIRTUAL_START,
  VirtualClock,
} from './clock.ts';
export { type Disk, DiskError, type DiskErrorCode, type DiskFile } from './disk.ts';
export { MemoryDisk } from './memory-disk.ts';
export { type Brand, type Millis, millis } from './millis.ts';
export {
  CALM,
  type Conditions,
  type Host,
  type Network,
  type Receive,
  VirtualNetwork,
} from './network.ts';
export { NotWritten } from './not-written.ts';
export { createTrace, type Trace, type TraceLine } from './trace.ts';
export {
  createVirtualWorld,
  type VirtualWorld,
  type VirtualWorldOptions,
  type World,
} from './world.ts';
