// Puts modules together that were turned into functions (CommonJS form), with our own
// `require`: a module sees its own folder and the names it was given, nothing else.

import { type Counting, UNCOUNTED } from './meter.ts';
import type { Parts } from './scenario.ts';

/** The body of a module as a function; `filename` is what stack traces will say. */
export type Factory = (
  require: (specifier: string) => unknown,
  exports: Record<string, unknown>,
  counting: Counting,
) => void;

/** Thrown when a module imports what an exercise may not, or what is not there. */
export class ForbiddenImport extends Error {
  override readonly name = 'ForbiddenImport';
  readonly specifier: string;

  constructor(importer: string, specifier: string, allowed: readonly string[]) {
    const absent = /^\.\/[\w.-]+\.ts$/.test(specifier)
      ? ', which is not there'
      : '';
    super(
      `${importer} imports '${specifier}'${absent}; it may import files of its own` +
        ` folder (./x.ts) and ${allowed.join(', ')}`,
    );
    this.specifier = specifier;
  }
}

export interface LinkInput {
  /** Module bodies by id, `01-store/store.ts`. */
  readonly factories: ReadonlyMap<string, Factory>;
  /** What `#name` stands for: the id of a module, or exports that exist already. */
  readonly names: ReadonlyMap<string, string | Exports>;
  /** What a module with counters counts with; nothing is counted if absent. */
  readonly counting?: (id: string) => Counting;
}

export type Exports = Readonly<Record<string, unknown>>;

/** Modules that were put together: each is run when it is first asked for, and once. */
export interface Linked {
  /** The exports of a module: `01-store/mod.ts`. */
  module(id: string): Exports;
  /** The exports of what `#store` stands for, the same that every importer has. */
  named(specifier: string): Exports;
}

/** Puts modules together; runs none yet. */
export function link(input: LinkInput): Linked {
  const loaded = new Map<string, Record<string, unknown>>();

  const load = (id: string): Record<string, unknown> => {
    const known = loaded.get(id);
    if (known !== undefined) return known;
    const exports: Record<string, unknown> = {};
    // Before it runs, so that two modules may import each other.
    loaded.set(id, exports);
    const factory = input.factories.get(id);
    const counting = input.counting?.(id) ?? UNCOUNTED;
    factory?.((specifier) => resolve(id, specifier), exports, counting);
    return exports;
  };

  const resolve = (importer: string, specifier: string): Exports => {
    const named = input.names.get(specifier);
    if (typeof named === 'object') return named;
    const id = named ?? besides(importer, specifier);
    if (id !== undefined && input.factories.has(id)) return load(id);
    throw new ForbiddenImport(importer, specifier, [...input.names.keys()]);
  };

  return { module: load, named: (specifier) => resolve('', specifier) };
}

/** The id of `./x.ts` as seen from `importer`; undefined for anything else. */
function besides(importer: string, specifier: string): string | undefined {
  if (!specifier.startsWith('./') || specifier.includes('..')) return undefined;
  return importer.slice(0, importer.lastIndexOf('/') + 1) + specifier.slice(2);
}

/** The lower chapters by name, each run when it is first asked for. */
export function partsOf(linked: Linked, names: Iterable<string>): Parts {
  const parts = {};
  for (const specifier of names) {
    const get = (): Exports => linked.named(specifier);
    Object.defineProperty(parts, specifier.slice(1), { get });
  }
  // The scenario asks for those that its chapter needs; a check holds the two together.
  return parts as Parts;
}
