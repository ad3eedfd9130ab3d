// What is said to somebody who gives more than he has. kubernetes: pkg/registry/rbac/
// validation/rule.go (ConfirmNoEscalation) and policy_compact.go, pkg/apis/rbac/v1/
// evaluation_helpers.go (CompactString). Chapter 10.
// Engine room: not told line by line.

import type { UserInfo } from '#apiserver';
import type { PolicyRule } from './types.ts';

export function escalationText(
  { name, groups }: UserInfo,
  missing: readonly PolicyRule[],
): string {
  const rules = [...new Set(compact(missing).map(ruleText))].sort();
  const who = `user ${JSON.stringify(name)} (groups=${listText(groups)})`;
  const what = 'is attempting to grant RBAC permissions not currently held';
  return `${who} ${what}:\n${rules.join('\n')}`;
}

/** Rules that differ in the verb alone are one, if they name a resource and no object. */
function compact(rules: readonly PolicyRule[]): readonly PolicyRule[] {
  const others: PolicyRule[] = [];
  const simple = new Map<string, PolicyRule>();
  for (const rule of rules) {
    const { apiGroups = [], resources = [], resourceNames, nonResourceURLs } = rule;
    if (resourceNames !== undefined || nonResourceURLs !== undefined) {
      others.push(rule);
      continue;
    }
    const key = JSON.stringify([apiGroups, resources]);
    const verbs = [...(simple.get(key)?.verbs ?? []), ...rule.verbs];
    simple.set(key, { ...rule, verbs });
  }
  return [...others, ...simple.values()];
}

function ruleText(rule: PolicyRule): string {
  const parts = [
    ['APIGroups', rule.apiGroups],
    ['Resources', rule.resources],
    ['NonResourceURLs', rule.nonResourceURLs],
    ['ResourceNames', rule.resourceNames],
    ['Verbs', rule.verbs],
  ] as const;
  const said = parts.flatMap(([name, list = []]) =>
    list.length === 0 ? [] : [`${name}:${listText(list)}`],
  );
  return `{${said.join(', ')}}`;
}

/** As Go's %q writes a list. */
function listText(list: readonly string[]): string {
  return `[${list.map((one) => JSON.stringify(one)).join(' ')}]`;
}
