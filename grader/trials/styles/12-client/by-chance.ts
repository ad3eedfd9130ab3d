// Right, and built otherwise: other draws for the waits of the reflector, its cases in
// another order, lists compared by maps, and expectations that are counted up.

import type { Mutant } from '../../../core/scenario.ts';

export const swaps: readonly Pick<Mutant, 'file' | 'swaps'>[] = [
  {
    file: 'back-off.ts',
    swaps: [
      [
        `    return wait + Math.floor(this.#chance.next() * wait);`,
        `    return this.#chance.integer(wait, 2 * wait - 1);`,
      ],
      [`chance.fork('back off')`, `chance.fork('another label')`],
    ],
  },
  {
    file: 'reflector.ts',
    swaps: [
      [
        `    const { error } = ending;
    const from = this.#version;
    if (ending.of === 'list') {
      if (error === undefined) return { ask: 'watch', from, backOff: false };
      if (isOutOfReach(error) && ending.from !== '')
        return { ask: 'list', from: '', backOff: false };
      return { ask: 'list', from: ending.from, backOff: true };
    }
    if (error instanceof StatusError) {
      const ask = isTooManyRequests(error) ? 'watch' : 'list';
      return { ask, from, backOff: true };
    }
    if (ending.told > 0 || ending.lasted >= SHORT_WATCH_MS)
      return { ask: 'watch', from, backOff: false };
    return { ask: error === undefined ? 'list' : 'watch', from, backOff: true };
`,
        `    const status = ending.error instanceof StatusError ? ending.error : undefined;
    const isFine = ending.error === undefined;
    const at = this.#version;
    const watch = (backOff: boolean): Next => ({ ask: 'watch', from: at, backOff });
    const list = (from: string, backOff: boolean): Next => ({
      ...{ ask: 'list', from, backOff },
    });
    if (ending.of === 'watch') {
      const isShort = ending.told === 0 && ending.lasted < SHORT_WATCH_MS;
      if (status === undefined && !isShort) return watch(false);
      if (status !== undefined)
        return isTooManyRequests(status) ? watch(true) : list(at, true);
      return isFine ? list(at, true) : watch(true);
    }
    if (isFine) return watch(false);
    const isLost = isOutOfReach(status);
    if (ending.from === '' || !isLost) return list(ending.from, true);
    return list('', false);
`,
      ],
    ],
  },
  {
    file: 'difference.ts',
    swaps: [
      [
        `  const listed = new Set(items.map(keyOf));
  const deltas: Delta<T>[] = [];
  for (const object of known.list()) {
    if (!listed.has(keyOf(object)))
      deltas.push({ type: 'Deleted', object, isFinalStateUnknown: true });
  }
  for (const object of items) {
    const old = known.get(keyOf(object));
    if (old === undefined) deltas.push({ type: 'Added', object, isInInitialList });
    else if (old.metadata.resourceVersion !== object.metadata.resourceVersion)
      deltas.push({ type: 'Updated', old, object });
  }
  return deltas;
`,
        `  const left = new Map(known.list().map((object) => [keyOf(object), object]));
  const now: Delta<T>[] = items.flatMap((object): Delta<T>[] => {
    const old = left.get(keyOf(object));
    left.delete(keyOf(object));
    if (old === undefined) return [{ type: 'Added', object, isInInitialList }];
    const isSame = old.metadata.resourceVersion === object.metadata.resourceVersion;
    return isSame ? [] : [{ type: 'Updated', old, object }];
  });
  const ended = [...left.values()].map(
    (object): Delta<T> => ({ type: 'Deleted', object, isFinalStateUnknown: true }),
  );
  return ended.concat(now);
`,
      ],
    ],
  },
  {
    file: 'expectations.ts',
    swaps: [
      [
        `    this.expectCreations(key, count);
    for (let made = 0; made < count; made++) {
      try {
        await make();
      } catch (error) {
        for (let i = made; i < count; i++) this.creationObserved(key);
        throw error;
      }
    }
`,
        `    this.expectCreations(key, count);
    let open = count;
    try {
      while (open > 0) {
        await make();
        open -= 1;
      }
    } finally {
      while (open > 0) {
        this.creationObserved(key);
        open -= 1;
      }
    }
`,
      ],
    ],
  },
];
