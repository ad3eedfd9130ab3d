// What a simulated kubelet says of its node: the lease, and the status. Kubernetes:
// pkg/kubelet/nodestatus/setters.go, component-helpers/apimachinery/lease/controller.go.
// Of the machine itself it says what whoever made the Node has said, and makes up the rest.

import { VERSION } from '#apiserver/kubernetes';
import { findCondition, type NewCondition, setCondition } from '#objects';
import { FAKE_ANNOTATIONS, type FakeNode, type Lease } from './fake-objects.ts';

export const LEASE_NAMESPACE = 'kube-node-lease';
/** nodeLeaseDurationSeconds of KubeletConfiguration. */
export const LEASE_DURATION_S = 40;

/** The lease, renewed: `base` is how it was last seen. */
export function renewedLease(
  { metadata }: FakeNode,
  wall: number,
  base?: Lease,
): Lease {
  const { name = '', uid = '' } = metadata;
  const owner = { apiVersion: 'v1', kind: 'Node', name, uid };
  return {
    ...{ apiVersion: 'coordination.k8s.io/v1', kind: 'Lease' },
    metadata: {
      ...(base?.metadata ?? { name, namespace: LEASE_NAMESPACE }),
      ownerReferences: [owner],
    },
    spec: {
      ...{ holderIdentity: name, leaseDurationSeconds: LEASE_DURATION_S },
      ...base?.spec,
      renewTime: microTime(wall),
    },
  };
}

function microTime(wall: number): string {
  return new Date(wall).toISOString().replace('Z', '000Z');
}

const isFine = (type: string, reason: string, message: string): NewCondition => ({
  ...{ type, status: 'False', reason, message },
});

/** Ready is the last of them. */
const CONDITIONS: readonly NewCondition[] = [
  isFine(
    'MemoryPressure',
    'KubeletHasSufficientMemory',
    'kubelet has sufficient memory available',
  ),
  isFine(
    'DiskPressure',
    'KubeletHasNoDiskPressure',
    'kubelet has no disk pressure',
  ),
  isFine(
    'PIDPressure',
    'KubeletHasSufficientPID',
    'kubelet has sufficient PID available',
  ),
  {
    ...{ type: 'Ready', status: 'True', reason: 'KubeletReady' },
    message: 'kubelet is posting ready status',
  },
];

/** Whether the node says of itself what its kubelet would say. */
export function isWellSaid({
  status: { conditions = [], nodeInfo } = {},
}: FakeNode): boolean {
  const isSame = CONDITIONS.every(
    ({ type, status, reason }) =>
      findCondition(conditions, type)?.status === status &&
      findCondition(conditions, type)?.reason === reason,
  );
  return isSame && nodeInfo?.kubeletVersion === KUBELET_VERSION;
}

/** A patch of the node's status. */
export function reportOf(node: FakeNode, now: string, hostIP: string): object {
  const before = node.status?.conditions ?? [];
  let conditions = before;
  for (const one of CONDITIONS) conditions = setCondition(conditions, one, now);
  const ours = conditions.filter(({ type }) => OURS.has(type));
  return {
    metadata: { uid: node.metadata.uid },
    status: {
      ...machineOf(node, hostIP),
      conditions: ours.map((one) => ({ ...one, lastHeartbeatTime: now })),
    },
  };
}

const OURS = new Set(CONDITIONS.map(({ type }) => type));

const KUBELET_VERSION = `v${VERSION.major}.${VERSION.minor}.${VERSION.patch}`;

/** What stands still as long as the machine does; sent once. */
function machineOf(node: FakeNode, hostIP: string): object {
  const { capacity, allocatable, addresses, nodeInfo } = node.status ?? {};
  if (nodeInfo?.kubeletVersion === KUBELET_VERSION) return {};
  const name = node.metadata.name ?? '';
  return {
    capacity: { ...MACHINE, ...allocatable, ...capacity },
    allocatable: { ...MACHINE, ...capacity, ...allocatable },
    ...(addresses === undefined ? { addresses: addressesOf(name, hostIP) } : {}),
    nodeInfo: { ...NODE_INFO, ...nodeInfo, kubeletVersion: KUBELET_VERSION },
    daemonEndpoints: { kubeletEndpoint: { Port: 10_250 } },
  };
}

/** Of a node of which nobody has said how large it is. 110 Pods are maxPods' default. */
const MACHINE = {
  ...{ cpu: '4', memory: '16Gi', 'ephemeral-storage': '100Gi', pods: '110' },
};

function addressesOf(name: string, hostIP: string) {
  return [
    { type: 'InternalIP', address: hostIP },
    { type: 'Hostname', address: name },
  ];
}

const NODE_INFO = {
  ...{ architecture: 'amd64', operatingSystem: 'linux' },
  ...{ machineID: '', systemUUID: '', bootID: '', kubeProxyVersion: '' },
  ...{ kernelVersion: 'simulated', osImage: 'Simulated' },
  containerRuntimeVersion: 'simulated://1',
};

/** One of those of --nodes, as its kubelet registers it. */
export function newNode(name: string): FakeNode {
  return {
    ...{ apiVersion: 'v1', kind: 'Node' },
    metadata: {
      name,
      annotations: FAKE_ANNOTATIONS,
      labels: {
        'kubernetes.io/hostname': name,
        'kubernetes.io/arch': 'amd64',
        'kubernetes.io/os': 'linux',
      },
    },
    status: { capacity: MACHINE, allocatable: MACHINE },
  };
}
