// Roles and rules in the short form in which the tables have them: a rule is `verbs | groups |
// resources | names`, and the core group is `-`. Chapter 10.
// Engine room: not told line by line.

import type { PolicyRule } from './types.ts';

/** A rule of its short form; paths begin with a slash, and have no group. */
export function ruleOf(text: string): PolicyRule {
  const [verbs = '', second = '', third = '', names = ''] = text
    .split('|')
    .map((part) => part.trim());
  const list = (part: string): string[] =>
    part.split(',').map((one) => (one === '-' ? '' : one));
  if (second.startsWith('/') || third === '')
    return { verbs: list(verbs), nonResourceURLs: list(second) };
  return {
    verbs: list(verbs),
    apiGroups: list(second),
    resources: list(third),
    ...(names === '' ? {} : { resourceNames: list(names) }),
  };
}

export interface RoleRow {
  readonly name: string;
  readonly rules: readonly string[];
  /** Labels that say into which roles its rules are taken: admin, edit, view. */
  readonly into?: string;
  /** Its rules are those of all roles that go into this one. */
  readonly of?: string;
}
