// Nobody gives what he doesn't have: which parts of a role its writer doesn't hold.
// Chapter 10.

import { NotWritten } from '#world';
import type { RequestInfo } from '#apiserver';
import { ruleAllows } from './rules.ts';
import type { PolicyRule } from './types.ts';

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

/** The smallest parts of `given` that `held` does not cover, in their order. */
export function notHeld(
  held: readonly PolicyRule[],
  given: readonly PolicyRule[],
): readonly PolicyRule[] {
  // TODO 10.4: find what nobody who holds these rules may give
  throw new NotWritten('10.4');
}
