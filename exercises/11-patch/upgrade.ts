// From client-side apply to server-side apply: what kubectl's annotation says it
// applied, and what stands there still, kubectl may take. Source: apimachinery
// 0.36, pkg/util/managedfields/internal/lastappliedmanager.go. Chapter 11. Engine
// room: not told line by line.

import type { Application } from './apply.ts';
import { versionOf } from './config.ts';
import { FieldSet } from './field-set.ts';
import { lastApplied } from './last-applied.ts';
import type { Manager } from './managers.ts';
import { compare, fieldsOf } from './nodes.ts';

/** The conflicts that kubectl's own annotation doesn't explain. */
export function withoutKnown(
  conflicts: readonly Manager[],
  { live, type, config }: Application,
): readonly Manager[] {
  const last = lastApplied(live);
  if (versionOf(last) !== versionOf(config)) return conflicts;
  const { changed, removed } = compare(last, live, type);
  const known = fieldsOf(last, type).minus(changed).minus(removed);
  return conflicts
    .map((one) => ({ ...one, fields: new FieldSet(one.fields).minus(known) }))
    .filter(({ fields }) => fields.size > 0);
}
