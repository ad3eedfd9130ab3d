// What of its machine a module of the course may not use, because a World hands it in.
// The list stands here once: the sandboxes set their traps by it, and a test holds
// biome.json equal to it.

/** Globals that are not to be used, and what is to be done instead. */
export const FORBIDDEN_GLOBALS: Readonly<Record<string, string>> = {
  Date: 'use world.clock',
  setTimeout: 'use world.clock',
  setInterval: 'use world.clock',
  setImmediate: 'use world.clock',
  queueMicrotask: 'use world.clock, or await a promise',
  performance: 'use world.clock',
  crypto: 'use world.chance',
  fetch: 'use world.network',
  WebSocket: 'use world.network',
  process: 'a module of the course knows no process',
  Buffer: 'use Uint8Array',
};

/** Functions of globals that are not to be called; by their whole name. */
export const FORBIDDEN_CALLS: Readonly<Record<string, string>> = {
  'Math.random': 'use world.chance',
  'performance.now': 'use world.clock',
  'process.nextTick': 'use world.clock, or await a promise',
  'process.hrtime': 'use world.clock',
  'crypto.randomUUID': 'use world.chance',
  'crypto.getRandomValues': 'use world.chance',
};
