// Where a rule is from, and which role isn't there. kubernetes: pkg/registry/rbac/validation/
// rule.go, plugin/pkg/auth/authorizer/rbac/rbac.go in 1.36. Chapter 10.
// Engine room: not told line by line.

import type { RoleBinding, RoleRef, Subject } from './types.ts';

/** Where a rule is from, as the audit log has it. */
export function sourceText(
  { kind, metadata, roleRef }: RoleBinding,
  subject: Subject,
): string {
  const { name = '', namespace = '' } = metadata;
  const full = namespace === '' ? name : `${name}/${namespace}`;
  const of = `of ${roleRef.kind} ${quoted(roleRef.name)}`;
  const isAccount = subject.kind === 'ServiceAccount';
  const who = isAccount
    ? `${subject.name}/${subject.namespace ?? namespace}`
    : subject.name;
  return `${kind} ${quoted(full)} ${of} to ${subject.kind} ${quoted(who)}`;
}

export function missingText(missing: readonly RoleRef[]): string {
  const texts = missing.map(({ kind, name, apiGroup }) =>
    kind === 'Role' || kind === 'ClusterRole'
      ? `${kind.toLowerCase()}.${apiGroup} ${quoted(name)} not found`
      : `unsupported role reference kind: ${quoted(kind)}`,
  );
  const different = [...new Set(texts)];
  if (different.length === 0) return '';
  const [first = ''] = different;
  return `RBAC: ${different.length === 1 ? first : `[${different.join(', ')}]`}`;
}

const quoted = (text: string): string => JSON.stringify(text);
