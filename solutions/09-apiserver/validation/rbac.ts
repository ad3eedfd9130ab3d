// Roles and their bindings.
// Source: k8s.io/kubernetes pkg/apis/rbac/validation/validation.go, 1.33.
// Engine room: not told line by line. Chapter 09.

import { invalidField, type KubeObject } from '#objects';
import { isSame } from '../same.ts';
import { at, listAt, textAt } from '../values.ts';
import { type Faults, present, required, unsupported } from './faults.ts';

export function roleFaults(object: KubeObject, isNamespaced: boolean): Faults {
  return listAt(object, 'rules').flatMap((rule, i) =>
    policyRuleFaults(rule, `rules[${i}]`, isNamespaced),
  );
}

function policyRuleFaults(
  rule: unknown,
  path: string,
  isNamespaced: boolean,
): Faults {
  const count = (name: string): number => listAt(rule, name).length;
  const faults =
    count('verbs') === 0
      ? [required(`${path}.verbs`, 'verbs must contain at least one value')]
      : [];
  const urls = at(rule, 'nonResourceURLs');
  if (count('nonResourceURLs') > 0) {
    const field = `${path}.nonResourceURLs`;
    if (isNamespaced) {
      const says = 'namespaced rules cannot apply to non-resource URLs';
      faults.push(invalidField(field, urls, says));
    }
    if (count('apiGroups') + count('resources') + count('resourceNames') > 0) {
      const says =
        'rules cannot apply to both regular resources and non-resource URLs';
      faults.push(invalidField(field, urls, says));
    }
    return faults;
  }
  if (count('apiGroups') === 0) {
    const says = 'resource rules must supply at least one api group';
    faults.push(required(`${path}.apiGroups`, says));
  }
  if (count('resources') === 0) {
    const says = 'resource rules must supply at least one resource';
    faults.push(required(`${path}.resources`, says));
  }
  return faults;
}

const RBAC = 'rbac.authorization.k8s.io';

export function bindingFaults(
  object: KubeObject,
  kinds: readonly string[],
): Faults {
  const ref = at(object, 'roleRef');
  const kind = at(ref, 'kind');
  const group = textAt(ref, 'apiGroup');
  const isKnown = typeof kind === 'string' && kinds.includes(kind);
  return [
    ...(group === RBAC ? [] : [unsupported('roleRef.apiGroup', group, [RBAC])]),
    ...(isKnown ? [] : [unsupported('roleRef.kind', kind ?? '', kinds)]),
    ...present(at(ref, 'name'), 'roleRef.name'),
    ...listAt(object, 'subjects').flatMap((subject, i) =>
      subjectFaults(subject, `subjects[${i}]`),
    ),
  ];
}

function subjectFaults(subject: unknown, path: string): Faults {
  const name = present(at(subject, 'name'), `${path}.name`);
  const group = textAt(subject, 'apiGroup');
  const kind = textAt(subject, 'kind');
  switch (kind) {
    case 'ServiceAccount':
      return [
        ...name,
        ...(group === '' ? [] : [unsupported(`${path}.apiGroup`, group, [''])]),
        ...present(at(subject, 'namespace'), `${path}.namespace`),
      ];
    case 'User':
    case 'Group':
      if (group === RBAC) return name;
      return [...name, unsupported(`${path}.apiGroup`, group, [RBAC])];
    default: {
      const kinds = ['ServiceAccount', 'User', 'Group'];
      return [...name, unsupported(`${path}.kind`, kind, kinds)];
    }
  }
}

export function bindingUpdateFaults(object: KubeObject, old: KubeObject): Faults {
  const ref = at(object, 'roleRef');
  if (isSame(ref, at(old, 'roleRef'))) return [];
  return [invalidField('roleRef', ref, 'cannot change roleRef')];
}
