// Plays what is done to a document of its own: JSON patch, merge patch, strategic patch.
// Chapter 11.

import type * as Patch from '#patch';
import type { Json, JsonMap } from '#patch';
import type { Op } from './draw.ts';
import { type After, frozen, isFrozen, isMap } from './plain.ts';

/** Undefined of an operation on the program's object. */
export function playDocument(module: typeof Patch, op: Op): After | undefined {
  if ('aside' in op) return playAside(module, op.json, op.aside);
  if ('json' in op) return playJson(module, op.json, op.on);
  if ('times' in op) {
    const operation = frozen(op.operation);
    const list = Object.freeze(new Array<Json>(op.times).fill(operation));
    return { after: module.jsonPatch(frozen(op.on), list) };
  }
  if ('copied' in op) return playCopies(module, op.copied);
  if ('merge' in op) return playMerge(module, op.merge, op.of);
  if ('from' in op) {
    const patch = module.mergeDiff(frozen(op.from), frozen(op.to));
    return { patch, isFrozen: isFrozen(patch) };
  }
  if ('strategic' in op) {
    const after = module.strategicMerge(frozen(op.on), frozen(op.strategic));
    return { after, isFrozen: isFrozen(after) };
  }
  return playText(module, op);
}

/** Names that no plain data may have come and go as texts. */
function playText(module: typeof Patch, op: Op): After | undefined {
  const read = (text: string): JsonMap => frozen(JSON.parse(text));
  const shown = (after: Json): After => ({ text: JSON.stringify(after) });
  if ('jsonText' in op)
    return shown(module.jsonPatch(read(op.onText), read(op.jsonText)));
  if ('mergeText' in op)
    return shown(module.mergePatch(read(op.onText), read(op.mergeText)));
  if ('strategicText' in op)
    return shown(module.strategicMerge(read(op.onText), read(op.strategicText)));
  return undefined;
}

function playJson(module: typeof Patch, patch: Json, document: Json): After {
  const before = frozen(document);
  const after = module.jsonPatch(before, frozen(patch));
  return { after, isFrozen: isFrozen(after), shared: sharedOf(before, after) };
}

/** The places whose value is not only equal, but the same. */
function sharedOf(before: Json, after: Json, path = ''): readonly string[] {
  if (!isMap(before) || !isMap(after)) return [];
  return Object.keys(before).flatMap((key) => {
    const [value, now] = [before[key] ?? null, after[key] ?? null];
    const here = `${path}/${key}`;
    if (typeof value !== 'object') return [];
    return value === now ? [here] : sharedOf(value, now, here);
  });
}

/** Looks at what is inside a field that no operation names are counted. */
function playAside(module: typeof Patch, patch: Json, document: JsonMap): After {
  let looks = 0;
  const count = (): void => {
    looks += 1;
  };
  const inside = new Proxy(frozen<JsonMap>({ much: '1' }), {
    get: (...asked) => {
      count();
      return Reflect.get(...asked);
    },
    ownKeys: (target) => {
      count();
      return Reflect.ownKeys(target);
    },
  });
  const beside = Object.freeze({ inside });
  const before = Object.freeze({ ...frozen(document), beside });
  const { beside: _, ...after } = Object(module.jsonPatch(before, frozen(patch)));
  return { after, 'looks at what lies beside': looks };
}

/** Of each size a text, which with its quotes is so long; each of them is copied. */
function playCopies(module: typeof Patch, sizes: readonly number[]): After {
  const texts = sizes.map((size, i) => [`a${i}`, 'x'.repeat(size - 2)] as const);
  const copies = sizes.map((_, i) => ({
    op: 'copy',
    from: `/a${i}`,
    path: `/b${i}`,
  }));
  const after = module.jsonPatch(frozen(Object.fromEntries(texts)), frozen(copies));
  return { names: Object.keys(Object(after)) };
}

/** What is handed in may still be written on, and is its owner's. */
function playMerge(module: typeof Patch, patch: Json, document: Json): After {
  const given = [structuredClone(document), structuredClone(patch)] as const;
  const after = module.mergePatch(...given);
  const isTouched = given.some(
    (one) => typeof one === 'object' && one !== null && Object.isFrozen(one),
  );
  return { after, isFrozen: isFrozen(after), isTouched };
}
