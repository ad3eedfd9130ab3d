/**
 * What `#world/node` gives: the world of a real process.
 *
 * Engine room: not told line by line.
 */

export {
  createSystemWorld,
  SYSTEM_TRACE_LINES,
  type SystemWorldOptions,
} from './system.node.ts';
export { createSystemClock } from './system-clock.node.ts';
export { createSystemDisk } from './system-disk.node.ts';
