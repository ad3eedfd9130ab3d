// The table of resources of the programs: three kinds, of which one has a grace.

import type { Patcher, Resource, Strategy } from '#apiserver';

const verbs = [
  ...(['create', 'delete', 'deletecollection', 'get', 'list'] as const),
  ...(['patch', 'update', 'watch'] as const),
];

const status = { name: 'status', verbs: ['get', 'patch', 'update'] as const };

const row = (kind: string, namespaced: boolean): Resource => ({
  ...{ group: '', version: 'v1', kind, namespaced, verbs },
  ...{ resource: `${kind.toLowerCase()}s`, singular: kind.toLowerCase() },
  ...(kind === 'ConfigMap' ? {} : { subresources: [status] }),
});

export const ROWS: readonly Resource[] = [
  row('ConfigMap', true),
  row('Pod', true),
  row('Node', false),
];

/** A pod is given 30 seconds, or as many as the request says. */
export const STRATEGIES: Readonly<Record<string, Strategy>> = {
  '/pods': { gracePeriod: (_, asked) => asked ?? 30 },
};

/** What the body has in metadata and in data takes the place of what the object has. */
export const shallow: Patcher = {
  patch(live, body) {
    const { metadata = {}, data, spec } = Object(body);
    const { apiVersion = 'v1', kind = 'ConfigMap', ...rest } = Object(live);
    return {
      ...{ apiVersion, kind, ...rest },
      metadata: { ...rest.metadata, ...metadata },
      ...(data === undefined ? {} : { data: { ...rest.data, ...data } }),
      ...(spec === undefined ? {} : { spec }),
    };
  },
};
