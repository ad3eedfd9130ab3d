// The rules of a cluster role that is made of others: all that its selectors find, in the
// order of their names. kubernetes: pkg/controller/clusterroleaggregation. Chapter 10.
// Engine room: not told line by line.

import { matches, selectorOf } from '#objects';
import { isSameJson } from './json.ts';
import type { PolicyRule, Role } from './types.ts';

/** The rules that an aggregated role is to have. */
export function aggregatedRules(
  { metadata, aggregationRule }: Role,
  roles: readonly Role[],
): readonly PolicyRule[] {
  const rules: PolicyRule[] = [];
  for (const selector of aggregationRule?.clusterRoleSelectors ?? []) {
    const wanted = selectorOf(selector);
    for (const role of roles) {
      const isSelf = role.metadata.name === metadata.name;
      if (isSelf || !matches(wanted, role.metadata.labels ?? {})) continue;
      for (const rule of role.rules ?? [])
        if (!rules.some((one) => isSameJson(one, rule))) rules.push(rule);
    }
  }
  return rules;
}
