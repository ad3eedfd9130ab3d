// Nobody gives what he doesn't have: what a role may say depends on who writes it. In the
// real server this stands around the storage of roles; here it's a plugin. Chapter 10.

import type { AdmissionPlugin, Attributes, RequestInfo } from '#apiserver';
import { forbidden, type KubeObject, notFound } from '#objects';
import { asRole, asRoleBinding } from './as.ts';
import { escalationText } from './escalation-text.ts';
import { MASTERS } from './identity.ts';
import { isSameJson } from './json.ts';
import { roleOf, rulesFor } from './roles.ts';
import { ruleAllows } from './rules.ts';
import type { Authorizer, PolicyRule, Reader, Role, RoleRef } from './types.ts';

//#region asked
/** The request that a rule of one verb, one resource and at most one name is about. */
function asked({ verbs, ...part }: PolicyRule): RequestInfo {
  const [verb = ''] = verbs;
  const [path] = part.nonResourceURLs ?? [];
  if (path !== undefined)
    return { ...NOTHING, isResourceRequest: false, verb, path };
  const [group = ''] = part.apiGroups ?? [];
  const [whole = ''] = part.resources ?? [];
  const [name = ''] = part.resourceNames ?? [];
  const [resource = '', ...rest] = whole.split('/');
  return { ...NOTHING, verb, group, resource, subresource: rest.join('/'), name };
}

const NOTHING: RequestInfo = {
  ...{ verb: '', path: '', isResourceRequest: true, group: '', version: '' },
  ...{ resource: '', subresource: '', namespace: '', name: '' },
};
//#endregion

//#region not-held
/** The parts of `given` that `held` does not cover: the smallest, in their order. */
export function notHeld(
  held: readonly PolicyRule[],
  given: readonly PolicyRule[],
): readonly PolicyRule[] {
  //#exercise 4 find what nobody who holds these rules may give
  const parts: PolicyRule[] = [];
  for (const { verbs, ...rule } of given) {
    const { apiGroups = [], resources = [], resourceNames = [] } = rule;
    const named = resourceNames.map((name) => ({ resourceNames: [name] }));
    for (const group of apiGroups)
      for (const resource of resources)
        for (const verb of verbs)
          for (const only of named.length === 0 ? [{}] : named)
            parts.push({
              ...{ apiGroups: [group], resources: [resource], verbs: [verb] },
              ...only,
            });
    for (const path of rule.nonResourceURLs ?? [])
      for (const verb of verbs)
        parts.push({ nonResourceURLs: [path], verbs: [verb] });
  }
  return parts.filter((part) => !held.some((own) => ruleAllows(own, asked(part))));
  //#endexercise
}
//#endregion

//#region check
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
//#endregion

/** Whether an update changes no rule: whoever may label a role need not hold it. */
function isUnchanged(role: Role, old: KubeObject | undefined): boolean {
  if (old === undefined) return false;
  const before = asRole(old);
  return (
    isSameJson(role.rules ?? [], before.rules ?? []) &&
    isSameJson(role.aggregationRule, before.aggregationRule)
  );
}
