// Refuses roles and bindings that give what their writer doesn't have. In the real server it
// stands around the storage of roles: kubernetes, pkg/registry/rbac/*/policybased. Chapter 10.
// Engine room: not told line by line.

import type { AdmissionPlugin, Attributes, RequestInfo } from '#apiserver';
import { forbidden, type KubeObject, notFound } from '#objects';
import { asRole, asRoleBinding } from './as.ts';
import { notHeld } from './escalation.ts';
import { escalationText } from './escalation-text.ts';
import { MASTERS } from './identity.ts';
import { isSameJson } from './json.ts';
import type { Reader } from './reader.ts';
import { roleOf, rulesFor } from './roles.ts';
import type { Authorizer, PolicyRule, Role, RoleRef } from './types.ts';

const NOTHING: RequestInfo = {
  ...{ verb: '', path: '', isResourceRequest: true, group: '', version: '' },
  ...{ resource: '', subresource: '', namespace: '', name: '' },
};

const RBAC = 'rbac.authorization.k8s.io';

/** Refuses a role or a binding that gives what its writer doesn't have. */
export function createEscalationCheck(
  reader: Reader,
  authorizer: Authorizer,
): AdmissionPlugin {
  const check = (attributes: Attributes, given: readonly PolicyRule[]): void => {
    const { user, namespace, resource, name } = attributes;
    const held: PolicyRule[] = [];
    for (const one of rulesFor(reader, user, namespace))
      if ('rule' in one) held.push(one.rule);
    const missing = notHeld(held, given);
    if (missing.length === 0) return;
    throw forbidden(resource, name, escalationText(user, missing));
  };
  const may = (attributes: Attributes, verb: string, ref: RoleRef): boolean => {
    const { user, namespace } = attributes;
    const resource = ref.kind === 'Role' ? 'roles' : 'clusterroles';
    const place = { resource, namespace, name: ref.name };
    return authorizer(user, { ...NOTHING, verb, group: RBAC, ...place }).allowed;
  };
  return {
    name: 'EscalationCheck',
    validate(attributes) {
      const { operation, resource, user, namespace, object } = attributes;
      if (object === undefined || resource.group !== RBAC) return;
      if (operation === 'DELETE' || user.groups.includes(MASTERS)) return;
      if (resource.kind.endsWith('Role')) {
        const role = asRole(object);
        const self = { apiGroup: RBAC, kind: role.kind, name: attributes.name };
        if (isUnchanged(role, attributes.oldObject)) return;
        if (!may(attributes, 'escalate', self)) check(attributes, role.rules ?? []);
        return;
      }
      const { roleRef } = asRoleBinding(object);
      if (may(attributes, 'bind', roleRef)) return;
      const role = roleOf(reader, roleRef, namespace);
      const plural = roleRef.kind === 'Role' ? 'roles' : 'clusterroles';
      if (role === undefined)
        throw notFound({ group: RBAC, resource: plural }, roleRef.name);
      check(attributes, role.rules ?? []);
    },
  };
}

/** Whether an update changes no rule: whoever may label a role need not hold it. */
function isUnchanged(role: Role, old: KubeObject | undefined): boolean {
  if (old === undefined) return false;
  const before = asRole(old);
  return (
    isSameJson(role.rules ?? [], before.rules ?? []) &&
    isSameJson(role.aggregationRule, before.aggregationRule)
  );
}
