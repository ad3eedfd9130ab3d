// Server-side apply: a configuration is laid over an object, and it is known whose
// each field is. Source: structured-merge-diff 6.3, merge/update.go. Chapter 11.

import { FieldSet, type Path } from './field-set.ts';
import type { JsonMap } from './json.ts';
import { type Manager, sameManager } from './managers.ts';
import { mergeConfig } from './merge-config.ts';
import { type Change, compare, fieldsOf } from './nodes.ts';
import { tracked, trackedChange } from './own.ts';
import { removed } from './remove.ts';
import type { Type } from './types.ts';

//#region applied
/** One call of apply. */
export interface Application {
  readonly live: JsonMap;
  readonly config: JsonMap;
  readonly type: Type;
  /** Everybody who owns something of the live object. */
  readonly managers: readonly Manager[];
  /** Who applies, without fields: they are the configuration's. */
  readonly by: Manager;
  /** Whether to take what is another's. */
  readonly force: boolean;
}

/** What came of it; with conflicts nothing has. */
export interface Applied {
  readonly object: JsonMap;
  readonly managers: readonly Manager[];
  /** Fields that the configuration would change, and whose they are. */
  readonly conflicts: readonly Manager[];
}
//#endregion

//#region apply
export function apply(application: Application): Applied {
  const { live, config, type, managers, by, force } = application;
  const others = managers.filter((one) => !sameManager(one, by));
  const before = managers.find((one) => sameManager(one, by));
  const said = fieldsOf(config, type);
  const own = { ...by, fields: tracked(said, by.subresource) };

  const merged = mergeConfig(live, config, type);
  const dropped = (before?.fields ?? new FieldSet()).minus(own.fields);
  const wanted = [said, ...others.map(({ fields }) => fields)];
  const gone = dropped.size > 0 ? givenUp(dropped, wanted) : dropped;
  const object = removed(merged, gone, type);

  const change = trackedChange(compare(live, object, type), by.subresource);
  const { managers: left, conflicts } = settle(others, change, force);
  if (conflicts.length > 0) return { object: live, managers, conflicts };
  return {
    object,
    managers: own.fields.size > 0 ? [...left, own] : left,
    conflicts,
  };
}
//#endregion

//#region settle
/**
 * How a change of the object is settled with those who own fields of it. A conflict
 * is an owner with those of its fields that are another value now, or are there
 * again; what stayed as it was is owned by both. Without force, conflicts are all
 * that comes of it. Else each keeps what it has of the fields that have neither
 * changed nor gone; who has none left is no manager any more.
 */
export function settle(
  others: readonly Manager[],
  change: Change,
  force: boolean,
): Pick<Applied, 'managers' | 'conflicts'> {
  //#exercise 6,7 find who is in the way, and what they keep
  const { changed, removed: gone } = change;
  const conflicts: Manager[] = [];
  const managers: Manager[] = [];
  for (const other of others) {
    const lost = other.fields.intersection(changed);
    const kept = other.fields.minus(changed).minus(gone);
    if (lost.size > 0) conflicts.push({ ...other, fields: lost });
    if (kept.size > 0) managers.push({ ...other, fields: kept });
  }
  if (conflicts.length > 0 && !force) return { managers: others, conflicts };
  return { managers, conflicts: [] };
  //#endexercise
}
//#endregion

//#region given-up
/**
 * What has to go from an object: each place that a manager drops, and each field
 * that such a place stands in, unless that or something inside it is owned.
 */
function givenUp(dropped: FieldSet, owned: readonly FieldSet[]): FieldSet {
  //#exercise 8 find what nobody wants any more
  const all = owned.flatMap((fields) => [...fields]);
  const wanted = new FieldSet(all.flatMap(upwards));
  const gone: Path[] = [];
  for (const path of dropped) {
    for (const place of upwards(path)) {
      if (!wanted.has(place)) gone.push(place);
    }
  }
  return new FieldSet(gone);
  //#endexercise
}

/**
 * A place, and the fields that it stands in: a.b.c, a.b and a, but no item of a
 * list.
 */
function upwards(path: Path): readonly Path[] {
  const places = path.map((_, i) => path.slice(0, path.length - i));
  return places.filter((place, i) => i === 0 || place.at(-1)?.startsWith('f:'));
}
//#endregion
