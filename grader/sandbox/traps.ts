// Takes the machine's clock, chance and network out of a submission's reach: what was
// used round the world is noted, also where the module catches what it is told.

import { FORBIDDEN_CALLS, FORBIDDEN_GLOBALS } from '../core/forbidden.ts';

/** A use of what a World hands in. */
export interface RoundTheWorld {
  /** `Math.random` */
  readonly what: string;
  readonly instead: string;
  /** Made at that place. */
  readonly error: Error;
}

export interface Traps {
  /** The first use since they were armed last. */
  readonly sprung: RoundTheWorld | undefined;
  arm(): void;
}

/** Objects whose functions are trapped one by one: Node itself uses the others. */
const BY_CALL = new Set(['performance', 'process', 'crypto', 'Buffer']);

/** Sets a trap in the place of each global that a module of the course may not use. */
export function setTraps(): Traps {
  let sprung: RoundTheWorld | undefined;
  const spring = (what: string, instead: string): never => {
    const error = new Error(`${what} goes round the world: ${instead}`);
    sprung ??= { what, instead, error };
    throw error;
  };
  for (const [name, instead] of Object.entries(FORBIDDEN_GLOBALS)) {
    if (!BY_CALL.has(name)) trapGlobal(name, () => spring(name, instead));
  }
  for (const [name, instead] of Object.entries(FORBIDDEN_CALLS)) {
    trapCall(name, () => spring(name, instead));
  }
  return {
    get sprung() {
      return sprung;
    },
    arm: () => {
      sprung = undefined;
    },
  };
}

/** A function or class: to call it, to make one, and to use what hangs on it. */
function trapGlobal(name: string, spring: () => never): void {
  const there: unknown = Reflect.get(globalThis, name);
  if (typeof there !== 'function') return;
  const trap = new Proxy(there, {
    apply: spring,
    construct: spring,
    get: (target, key) => {
      const value: unknown = Reflect.get(target, key);
      const isOwn = typeof key === 'string' && !(key in Function.prototype);
      return isOwn && typeof value === 'function' ? spring : value;
    },
  });
  put(globalThis, name, trap);
}

function trapCall(name: string, spring: () => never): void {
  const [global = '', method = ''] = name.split('.');
  const owner: unknown = Reflect.get(globalThis, global);
  if (typeof owner !== 'object' || owner === null) return;
  const there: unknown = Reflect.get(owner, method);
  if (typeof there !== 'function') return;
  const trap = global === 'process' ? unlessNode(there as Action, spring) : spring;
  put(owner, method, trap);
}

type Action = (...given: readonly unknown[]) => unknown;

/** Node asks its process itself, where it writes what a module prints. */
function unlessNode(there: Action, spring: () => never): Action {
  return (...given: readonly unknown[]): unknown => {
    const [, , caller = ''] = (new Error().stack ?? '').split('\n');
    if (!caller.includes('node:')) spring();
    return Reflect.apply(there, process, given);
  };
}

function put(owner: object, name: string, value: unknown): void {
  const options = { configurable: true, writable: true, enumerable: false };
  Reflect.defineProperty(owner, name, { ...options, value });
}
