// What a cluster is born with: four namespaces, the roles that everybody counts on, and a
// page that strangers may read. kubernetes: pkg/controlplane/controller/systemnamespaces,
// pkg/registry/rbac/rest/storage_rbac.go; kubeadm: phases/bootstraptoken/clusterinfo.
// Chapter 10.
// Engine room: not told line by line.

import { aggregated } from './aggregate.ts';
import { fieldsOf, listOf } from './as.ts';
import { CLUSTER_ROLE_BINDINGS } from './bootstrap-bindings.ts';
import { CLUSTER_ROLES } from './bootstrap-roles.ts';
import { asObject, type Loopback } from './client.ts';
import { CONTROLLER_BINDINGS, CONTROLLER_ROLES } from './controller-roles.ts';
import { ANONYMOUS } from './identity.ts';
import { type RoleRow, ruleOf } from './short-rules.ts';
import type { Role, RoleBinding, Subject } from './types.ts';

/** An object as it is sent: the place says of which kind it is. */
type Made = object & { readonly metadata: { readonly name?: string } };

export const SYSTEM_NAMESPACES: readonly string[] = [
  ...['default', 'kube-node-lease', 'kube-public', 'kube-system'],
];

const RBAC = 'rbac.authorization.k8s.io';
const metadataOf = (name: string, more: Readonly<Record<string, string>> = {}) => ({
  name,
  annotations: { 'rbac.authorization.kubernetes.io/autoupdate': 'true' },
  labels: { 'kubernetes.io/bootstrapping': 'rbac-defaults', ...more },
});
const aggregateTo = (role: string): string => `${RBAC}/aggregate-to-${role}`;

/** All cluster roles, with the rules of those that are made of others. */
export function bootstrapRoles(): readonly Role[] {
  return aggregated([...CLUSTER_ROLES, ...CONTROLLER_ROLES].map(roleOfRow));
}

function roleOfRow({ name, rules, into, of }: RoleRow): Role {
  const labels = into === undefined ? {} : { [aggregateTo(into)]: 'true' };
  const matchLabels = { [aggregateTo(of ?? '')]: 'true' };
  return {
    ...{ apiVersion: `${RBAC}/v1`, kind: 'ClusterRole' },
    metadata: metadataOf(name, labels),
    ...(of === undefined
      ? {}
      : { aggregationRule: { clusterRoleSelectors: [{ matchLabels }] } }),
    rules: rules.map(ruleOf),
  };
}

export const bootstrapBindings: readonly RoleBinding[] = [
  ...CLUSTER_ROLE_BINDINGS,
  ...CONTROLLER_BINDINGS,
].map(([role, ...subjects]) => ({
  ...{ apiVersion: `${RBAC}/v1`, kind: 'ClusterRoleBinding' },
  metadata: metadataOf(role),
  roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: role },
  subjects: subjects.map(subjectOfText),
}));

function subjectOfText(text: string): Subject & { readonly apiGroup?: string } {
  const colon = text.indexOf(':');
  const [kind, name] = [text.slice(0, colon), text.slice(colon + 1)];
  if (kind !== 'ServiceAccount') return { apiGroup: RBAC, kind, name };
  const [namespace = '', account = ''] = name.split('/');
  return { kind, name: account, namespace };
}

/** What a stranger has to know before it can trust this cluster: where it is, and its CA. */
export interface ClusterInfo {
  readonly server: string;
  /** '' of a cluster without TLS. */
  readonly caPem: string;
}

const INFO = 'cluster-info';
const CLUSTER_INFO = 'kubeadm:bootstrap-signer-clusterinfo';

/** cluster-info, and the role by which whoever is nobody may read it. */
function publicObjects({ server, caPem }: ClusterInfo): readonly [string, Made][] {
  // Without TLS there is nothing to check, and no authority.
  const ca = caPem === '' ? [] : [`    certificate-authority-data: ${btoa(caPem)}`];
  const kubeconfig = [
    ...['apiVersion: v1', 'clusters:', '- cluster:'],
    ...[...ca, `    server: ${server}`],
    ...['  name: ""', 'contexts: null', 'current-context: ""', 'kind: Config'],
    ...['preferences: {}', 'users: null', ''],
  ].join('\n');
  const place = { namespace: 'kube-public' };
  return [
    [
      '/api/v1/namespaces/kube-public/configmaps',
      { metadata: { name: INFO, ...place }, ...{ data: { kubeconfig } } },
    ],
    [
      `/apis/${RBAC}/v1/namespaces/kube-public/roles`,
      {
        metadata: { name: CLUSTER_INFO, ...place },
        ...{ rules: [ruleOf(`get | - | configmaps | ${INFO}`)] },
      },
    ],
    [
      `/apis/${RBAC}/v1/namespaces/kube-public/rolebindings`,
      {
        metadata: { name: CLUSTER_INFO, ...place },
        ...{ roleRef: { apiGroup: RBAC, kind: 'Role', name: CLUSTER_INFO } },
        ...{ subjects: [{ apiGroup: RBAC, kind: 'User', name: ANONYMOUS.name }] },
      },
    ],
  ];
}

const SYSTEM_PRIORITIES: readonly Made[] = [
  priority(
    'system-cluster-critical',
    2_000_000_000,
    'Used for system critical pods that must run in the cluster, but can be moved to another node if necessary.',
  ),
  priority(
    'system-node-critical',
    2_000_001_000,
    'Used for system critical pods that must not be moved from their current node.',
  ),
];

function priority(name: string, value: number, description: string): Made {
  return { metadata: { name }, ...{ value, description } };
}

/** Makes what isn't there, and leaves alone what is. */
export async function bootstrap(
  loopback: Loopback,
  info?: ClusterInfo,
): Promise<void> {
  const make = (url: string, objects: readonly Made[]): Promise<void> =>
    makeMissing(loopback, url, objects);
  await make('/api/v1/namespaces', SYSTEM_NAMESPACES.map(named));
  await make(`/apis/${RBAC}/v1/clusterroles`, bootstrapRoles());
  await make(`/apis/${RBAC}/v1/clusterrolebindings`, bootstrapBindings);
  await make('/apis/scheduling.k8s.io/v1/priorityclasses', SYSTEM_PRIORITIES);
  for (const [url, object] of info === undefined ? [] : publicObjects(info)) {
    await make(url, [object]);
    // Where the cluster is may be another place than at its last start.
    if (object.metadata.name === INFO)
      await loopback.send('PUT', `${url}/${INFO}`, object);
  }
}

const named = (name: string): Made => ({ metadata: { name } });

async function makeMissing(
  loopback: Loopback,
  url: string,
  objects: readonly Made[],
): Promise<void> {
  const { code, body } = await loopback.send('GET', url);
  // A server that doesn't have the kind needs none of it.
  if (code === 404) return;
  const there = new Set(
    listOf(fieldsOf(body).items).map((item) => asObject(item).metadata.name),
  );
  const missing = objects.filter(({ metadata }) => !there.has(metadata.name));
  await Promise.all(
    missing.map(async (object) => {
      const { code } = await loopback.send('POST', url, object);
      if (code !== 201 && code !== 409)
        throw new Error(`POST ${url}: expected 201 or 409, found ${code}`);
    }),
  );
}
