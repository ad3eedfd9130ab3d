// RBAC: which rules hold for a user, and the authorizer that is made of them. It walks all
// bindings of the cluster and those of one namespace; nothing is kept. Chapter 10.

import type { UserInfo } from '#apiserver';
import { isServiceAccount } from './identity.ts';
import type { Reader } from './reader.ts';
import { missingText, sourceText } from './roles-text.ts';
import { ruleAllows } from './rules.ts';
import type {
  Authorizer,
  PolicyRule,
  Role,
  RoleBinding,
  RoleRef,
  Subject,
} from './types.ts';

/** The subject of a binding that the user is. '' is the binding of the cluster. */
export function subjectOf(
  user: UserInfo,
  subjects: readonly Subject[] = [],
  namespace: string,
): Subject | undefined {
  return subjects.find(({ kind, name, namespace: of = namespace }) => {
    if (kind === 'User') return user.name === name;
    if (kind === 'Group') return user.groups.includes(name);
    return kind === 'ServiceAccount' && isServiceAccount(user.name, of, name);
  });
}

/** The role that a binding names: one of its own namespace, or of the cluster. */
export function roleOf(
  reader: Reader,
  { kind, name }: RoleRef,
  namespace: string,
): Role | undefined {
  if (kind === 'ClusterRole') return reader.get('clusterroles', '', name);
  if (kind !== 'Role' || namespace === '') return undefined;
  return reader.get('roles', namespace, name);
}

/** One rule that holds for a user, and the words for where it is from. */
export interface HeldRule {
  readonly rule: PolicyRule;
  readonly from: () => string;
}

/** The rules that hold for a user in a namespace; '' asks of the cluster alone. */
export function* rulesFor(
  reader: Reader,
  user: UserInfo,
  namespace: string,
): Generator<HeldRule | { readonly missing: RoleRef }> {
  yield* rulesOf(reader, user, reader.list('clusterrolebindings', ''), '');
  if (namespace === '') return;
  yield* rulesOf(reader, user, reader.list('rolebindings', namespace), namespace);
}

function* rulesOf(
  reader: Reader,
  user: UserInfo,
  bindings: readonly RoleBinding[],
  namespace: string,
): Generator<HeldRule | { readonly missing: RoleRef }> {
  for (const binding of bindings) {
    const subject = subjectOf(user, binding.subjects, namespace);
    if (subject === undefined) continue;
    const role = roleOf(reader, binding.roleRef, namespace);
    if (role === undefined) yield { missing: binding.roleRef };
    for (const rule of role?.rules ?? [])
      yield { rule, from: () => sourceText(binding, subject) };
  }
}

/** Allows what one of the user's rules allows. */
export function createRbac(reader: Reader): Authorizer {
  return (user, asks) => {
    const missing: RoleRef[] = [];
    for (const held of rulesFor(reader, user, asks.namespace)) {
      if ('missing' in held) missing.push(held.missing);
      else if (ruleAllows(held.rule, asks))
        return { allowed: true, reason: `RBAC: allowed by ${held.from()}` };
    }
    return { allowed: false, reason: missingText(missing) };
  };
}
