// Nobody gives what he doesn't have: which parts of a role its writer doesn't hold.
// Chapter 10.

import type { RequestInfo } from '#apiserver';
import { ruleAllows } from './rules.ts';
import type { PolicyRule } from './types.ts';

//#region asked
/** What a rule of one verb, one resource and at most one name is about. */
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
/** The smallest parts of `given` that `held` does not cover, in their order. */
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
