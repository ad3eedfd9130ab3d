// What stands around a gate that is played: a copy of a cluster to look things up in, a
// store of quotas that others write to, and the attributes of a write.

import type { Attributes, RequestInfo, Resource } from '#apiserver';
import type {
  Kinds,
  LimitRange,
  Pod,
  QuotaStore,
  Reader,
  ResourceQuota,
  Role,
  RoleBinding,
} from '#gates';
import type { KubeObject } from '#objects';
import type { Access, Asked, BindingOf, QuotaOf, RoleOf } from './types.ts';

export const NAMESPACE = 'home';
const RBAC = 'rbac.authorization.k8s.io';

/** A copy that nobody can write on. */
export function frozen<T>(part: T): T {
  if (typeof part !== 'object' || part === null) return part;
  const copy = Array.isArray(part)
    ? part.map(frozen)
    : Object.fromEntries(
        Object.entries(part).map(([name, value]) => [name, frozen(value)]),
      );
  return Object.freeze(copy) as T;
}

export function infoOf(asked: Asked): RequestInfo {
  const { path } = asked;
  return frozen({
    ...{ group: '', version: 'v1', resource: '', subresource: '' },
    ...{ namespace: '', name: '' },
    ...asked,
    path: path ?? '/somewhere',
    isResourceRequest: path === undefined,
  });
}

function metaOf({ name, namespace }: RoleOf | BindingOf): KubeObject['metadata'] {
  return namespace === undefined ? { name } : { name, namespace };
}

export function roleObject(role: RoleOf): Role {
  const kind = role.namespace === undefined ? 'ClusterRole' : 'Role';
  const { rules } = role;
  return { apiVersion: `${RBAC}/v1`, kind, metadata: metaOf(role), rules };
}

export function bindingObject(binding: BindingOf): RoleBinding {
  const isOf = binding.namespace !== undefined;
  return {
    ...{ apiVersion: `${RBAC}/v1`, metadata: metaOf(binding) },
    kind: isOf ? 'RoleBinding' : 'ClusterRoleBinding',
    roleRef: { apiGroup: RBAC, ...binding.to },
    subjects: binding.subjects,
  };
}

type Lists = { readonly [K in keyof Kinds]?: readonly Kinds[K][] };

/** Looks things up among these, and nowhere else. */
export function readerOf(lists: Lists): Reader {
  const all = frozen(lists);
  const list: Reader['list'] = (resource, namespace) =>
    (all[resource] ?? []).filter(
      ({ metadata }) => (metadata.namespace ?? '') === namespace,
    );
  return {
    list,
    get: (resource, namespace, name) =>
      list(resource, namespace).find(({ metadata }) => metadata.name === name),
  };
}

export function accessReader({ roles, bindings }: Access): Reader {
  const isLocal = (one: RoleOf | BindingOf): boolean => one.namespace !== undefined;
  const places = [...roles, ...bindings].flatMap(({ namespace = [] }) => namespace);
  return readerOf({
    namespaces: [...new Set(places)].map((name) => ({
      ...{ apiVersion: 'v1', kind: 'Namespace', metadata: { name } },
    })),
    roles: roles.filter(isLocal).map(roleObject),
    clusterroles: roles.filter((one) => !isLocal(one)).map(roleObject),
    rolebindings: bindings.filter(isLocal).map(bindingObject),
    clusterrolebindings: bindings.filter((one) => !isLocal(one)).map(bindingObject),
  });
}

const PODS: Resource = {
  ...{ group: '', version: 'v1', kind: 'Pod', resource: 'pods' },
  ...{ singular: 'pod', namespaced: true, verbs: ['create'] },
};

function rowOf({ kind }: KubeObject): Resource {
  if (kind === 'Pod') return PODS;
  const singular = kind.toLowerCase();
  return {
    ...{ group: RBAC, version: 'v1', kind, singular, verbs: ['create'] },
    ...{ resource: `${singular}s`, namespaced: !kind.startsWith('Cluster') },
  };
}

/** The attributes of a create, as the server hands them to admission. */
export function creating(
  object: KubeObject,
  user: Attributes['user'] = { name: 'somebody', groups: [] },
): Attributes {
  return {
    ...{ operation: 'CREATE', resource: rowOf(object), subresource: '' },
    namespace: object.metadata.namespace ?? '',
    name: object.metadata.name ?? '',
    object: frozen(object),
    ...{ user, dryRun: false, options: {}, headers: {} },
    warn() {},
  };
}

/** A reader of what there is when it is asked. */
export function live(now: () => Reader): Reader {
  return {
    get: (resource, namespace, name) => now().get(resource, namespace, name),
    list: (resource, namespace) => now().list(resource, namespace),
  };
}

export function podObject(spec: object, labels = {}): Pod {
  const containers: Pod['spec']['containers'] = [];
  const metadata = { name: 'p', namespace: NAMESPACE, labels };
  return { apiVersion: 'v1', kind: 'Pod', metadata, spec: { containers, ...spec } };
}

export function rangeObject(limits: LimitRange['spec']['limits']): LimitRange {
  const metadata = { name: 'l', namespace: NAMESPACE };
  return frozen({
    apiVersion: 'v1',
    kind: 'LimitRange',
    metadata,
    spec: { limits },
  });
}

export function quotaObject(
  { name, hard, used, spec = hard }: QuotaOf,
  version = 1,
): ResourceQuota {
  const resourceVersion = String(version);
  return frozen({
    ...{ apiVersion: 'v1', kind: 'ResourceQuota', spec: { hard: spec } },
    metadata: { name, namespace: NAMESPACE, resourceVersion },
    status: used === undefined ? { hard } : { hard, used },
  });
}

/** Quotas that others write to: the next of `others`, just before a write of ours. */
export class Shelf implements QuotaStore {
  readonly #quotas = new Map<string, { quota: QuotaOf; version: number }>();
  readonly #others: { readonly quota: string }[];
  /** Names of the quotas that were read, in turn. */
  readonly reads: string[] = [];

  constructor(quotas: readonly QuotaOf[], others: readonly { quota: string }[]) {
    for (const quota of quotas) this.#quotas.set(quota.name, { quota, version: 1 });
    this.#others = [...others];
  }

  /** All of them as they are: what a copy has that has seen every event. */
  get reader(): Reader {
    const resourcequotas = [...this.#quotas.values()].map(({ quota, version }) =>
      quotaObject(quota, version),
    );
    return readerOf({ resourcequotas });
  }

  /** Somebody else writes, at once. */
  write({ quota, ...used }: { readonly quota: string }): void {
    this.#put(quota, used);
  }

  async get(_: string, name: string): Promise<ResourceQuota | undefined> {
    this.reads.push(name);
    const found = this.#quotas.get(name);
    return found && quotaObject(found.quota, found.version);
  }

  async update(
    { metadata }: ResourceQuota,
    used: Readonly<Record<string, string>>,
  ): Promise<boolean> {
    const other = this.#others.shift();
    if (other !== undefined) {
      const { quota: name, ...taken } = other;
      this.#put(name, taken);
    }
    const found = this.#quotas.get(metadata.name ?? '');
    if (found === undefined) return false;
    if (String(found.version) !== metadata.resourceVersion) return false;
    this.#put(found.quota.name, used);
    return true;
  }

  #put(name: string, used: Readonly<Record<string, string>>): void {
    const found = this.#quotas.get(name);
    if (found === undefined) return;
    const quota = { ...found.quota, used: { ...found.quota.used, ...used } };
    this.#quotas.set(name, { quota, version: found.version + 1 });
  }

  /** What each quota says is used, in the end. */
  get used(): object {
    return Object.fromEntries(
      [...this.#quotas].map(([name, { quota, version }]) => [
        name,
        { ...quota.used, writes: version - 1 },
      ]),
    );
  }
}
