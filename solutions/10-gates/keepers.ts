// Stands in for four small controllers, until their chapters: an account and a root
// certificate for each namespace, the rules of aggregated roles, and what quotas count.
// Each looks at the copy after a change, and writes what's missing. Chapter 10.
// Engine room: not told line by line.

import { add, canonical, parseQuantity, type Quantity } from '#objects';
import { aggregated } from './aggregate.ts';
import { asResourceQuota } from './as.ts';
import type { Loopback } from './client.ts';
import type { IndexReader } from './index-reader.ts';
import { isSameJson } from './json.ts';
import type { Kinds } from './kinds.ts';
import type { Reader } from './reader.ts';
import type { Pod, ResourceQuota } from './types.ts';
import { usageOf } from './usage.ts';

const PODS = {
  ...{ group: '', version: 'v1', kind: 'Pod', resource: 'pods' },
  ...{ singular: 'pod', namespaced: true, verbs: [] },
};

export class Keepers {
  readonly #reader: IndexReader;
  readonly #loopback: Loopback;
  readonly #caPem: string;
  /** One deed after the other, so that none overtakes the copy by much. */
  #work: Promise<void> = Promise.resolve();

  constructor(reader: IndexReader, loopback: Loopback, caPem: string) {
    this.#reader = reader;
    this.#loopback = loopback;
    this.#caPem = caPem;
  }

  /** Looks at all once, then at what changes. Fulfilled when the first look is over. */
  async start(): Promise<void> {
    await this.#keepRoles();
    for (const { metadata } of this.#reader.list('namespaces', ''))
      await this.#keepNamespace(metadata.name ?? '');
    this.#reader.onChange((resource, { metadata }) => {
      const { name = '', namespace = '' } = metadata;
      this.#work = this.#work
        .then(() => this.#look(resource, namespace, name))
        .catch(() => undefined);
    });
  }

  /** Fulfilled when all is done that was to do by now. */
  async settled(): Promise<void> {
    await this.#work;
  }

  async #look(
    resource: keyof Kinds,
    namespace: string,
    name: string,
  ): Promise<void> {
    if (resource === 'clusterroles') await this.#keepRoles();
    if (resource === 'namespaces') await this.#keepNamespace(name);
    if (resource === 'serviceaccounts') await this.#keepNamespace(namespace);
    if (resource === 'resourcequotas' || resource === 'pods')
      await this.#keepQuotas(namespace, resource === 'pods');
  }

  async #keepNamespace(name: string): Promise<void> {
    const found = this.#reader.get('namespaces', '', name);
    if (found === undefined || isGoing(found)) return;
    const url = `/api/v1/namespaces/${name}`;
    if (this.#reader.get('serviceaccounts', name, 'default') === undefined)
      await this.#loopback.send('POST', `${url}/serviceaccounts`, {
        metadata: { name: 'default' },
      });
    if (this.#caPem === '') return;
    await this.#loopback.send('POST', `${url}/configmaps`, {
      metadata: { name: 'kube-root-ca.crt' },
      data: { 'ca.crt': this.#caPem },
    });
  }

  async #keepRoles(): Promise<void> {
    const roles = this.#reader.list('clusterroles', '');
    for (const role of aggregated(roles)) {
      const { name = '' } = role.metadata;
      if (roles.includes(role)) continue;
      const url = `/apis/rbac.authorization.k8s.io/v1/clusterroles/${name}`;
      await this.#loopback.send('PUT', url, role);
    }
  }

  /** Counts anew what a quota counts: if its limits changed, or if a Pod has gone. */
  async #keepQuotas(namespace: string, isPod: boolean): Promise<void> {
    for (const { metadata, spec } of this.#reader.list(
      'resourcequotas',
      namespace,
    )) {
      const url = `/api/v1/namespaces/${namespace}/resourcequotas/${metadata.name}`;
      const live = await this.#loopback.get(url);
      if (live === undefined) continue;
      const quota = asResourceQuota(live);
      const isNew = !isSameJson(quota.status?.hard, spec.hard);
      const used = usedOf(this.#reader, quota);
      const isLess = isPod && !isSameJson(used, quota.status?.used);
      if (!isNew && !isLess) continue;
      const status = { hard: quota.spec.hard, used };
      await this.#loopback.send('PUT', `${url}/status`, { ...quota, status });
    }
  }
}

function isGoing(namespace: Kinds['namespaces']): boolean {
  return 'deletionTimestamp' in namespace.metadata;
}

const NOTHING: Quantity = parseQuantity('0');

/** What there is of all that the quota limits; ours counts Pods, and keeps the rest. */
function usedOf(reader: Reader, { metadata, spec, status }: ResourceQuota) {
  const { namespace = '' } = metadata;
  const sums = new Map<string, Quantity>();
  const addPod = (pod: Pod): void => {
    for (const [name, amount] of usageOf(PODS, pod))
      sums.set(name, add(sums.get(name) ?? NOTHING, amount));
  };
  for (const pod of reader.list('pods', namespace)) addPod(pod);
  return Object.fromEntries(
    Object.keys(spec.hard).map((name) => {
      const isOfPods =
        name === 'pods' || name === 'count/pods' || /cpu|memory/.test(name);
      const kept = status?.used?.[name] ?? '0';
      return [name, isOfPods ? canonical(sums.get(name) ?? NOTHING) : kept];
    }),
  );
}
