// The rules of a cluster role that is made of others: all that its selectors find, in the
// order of their names. kubernetes: pkg/controller/clusterroleaggregation. Chapter 10.
// Engine room: not told line by line.

import { matches, selectorOf } from '#objects';
import type { PolicyRule, Role } from './types.ts';

/** The rules that an aggregated role is to have. */
export function aggregatedRules(
  { metadata, aggregationRule }: Role,
  roles: readonly Role[],
): readonly PolicyRule[] {
  const rules = new Map<string, PolicyRule>();
  for (const selector of aggregationRule?.clusterRoleSelectors ?? []) {
    const wanted = selectorOf(selector);
    for (const role of roles) {
      const isSelf = role.metadata.name === metadata.name;
      if (isSelf || !matches(wanted, role.metadata.labels ?? {})) continue;
      for (const rule of role.rules ?? []) {
        const key = keyOf(rule);
        if (!rules.has(key)) rules.set(key, rule);
      }
    }
  }
  return [...rules.values()];
}

/** All roles, with the rules that those made of others are to have. */
export function aggregated(roles: readonly Role[]): readonly Role[] {
  let all = roles;
  // Once around for each level: view goes into edit, and edit into admin.
  for (;;) {
    const next = all.map((role) => filled(role, all));
    if (next.every((role, i) => role === all[i])) return all;
    all = next;
  }
}

/** The same role, if it has what it is to have. */
function filled(role: Role, roles: readonly Role[]): Role {
  if (role.aggregationRule === undefined) return role;
  const rules = aggregatedRules(role, roles);
  const keys = (list: readonly PolicyRule[]): string => list.map(keyOf).join();
  return keys(rules) === keys(role.rules ?? []) ? role : { ...role, rules };
}

function keyOf(rule: PolicyRule): string {
  const { verbs, apiGroups, resources, resourceNames, nonResourceURLs } = rule;
  return JSON.stringify([
    ...[verbs, apiGroups, resources, resourceNames, nonResourceURLs],
  ]);
}
