// What is there in a new cluster before anyone asks: four namespaces, and the service by
// which pods find their server. Written through the front door, like everything else.

import type { Handler, UserInfo } from '#apiserver';

/** Who writes what the server itself needs: pkg/controlplane in Kubernetes. */
const SERVER: UserInfo = { name: 'system:apiserver', groups: ['system:masters'] };

const NAMESPACES = ['default', 'kube-system', 'kube-public', 'kube-node-lease'];

/** The first of the range of services, 10.96.0.0/12 as kubeadm has it. */
const SERVICE_IP = '10.96.0.1';

/** Makes what is not there yet. @throws Error if the server refuses */
export async function bootstrap(
  handle: Handler,
  securePort: number,
): Promise<void> {
  for (const name of NAMESPACES)
    await make(handle, '/api/v1/namespaces', {
      ...{ apiVersion: 'v1', kind: 'Namespace', metadata: { name } },
    });
  await make(handle, '/api/v1/namespaces/default/services', {
    ...{ apiVersion: 'v1', kind: 'Service' },
    metadata: {
      name: 'kubernetes',
      namespace: 'default',
      labels: { component: 'apiserver', provider: 'kubernetes' },
    },
    spec: {
      ...{ type: 'ClusterIP', clusterIP: SERVICE_IP, clusterIPs: [SERVICE_IP] },
      ...{ ipFamilies: ['IPv4'], ipFamilyPolicy: 'SingleStack' },
      ports: [
        { name: 'https', port: 443, protocol: 'TCP', targetPort: securePort },
      ],
      ...{ sessionAffinity: 'None', internalTrafficPolicy: 'Cluster' },
    },
  });
}

async function make(handle: Handler, url: string, object: object): Promise<void> {
  const { code, body } = await handle({
    ...{ method: 'POST', url, user: SERVER, body: JSON.stringify(object) },
    headers: { 'content-type': 'application/json' },
  });
  const isThere = code === 201 || code === 409;
  if (!isThere) throw new Error(`the server refused ${url}: ${code} ${body}`);
}
