// What is there in a new cluster beside what the gates make: the service by which pods find
// their server. Written through the front door, like everything else.

import type { Handler, UserInfo } from '#apiserver';

/** Who writes what the server itself needs: pkg/controlplane in Kubernetes. */
const SERVER: UserInfo = { name: 'system:apiserver', groups: ['system:masters'] };

/** The first of the range of services, 10.96.0.0/12 as kubeadm has it. */
const SERVICE_IP = '10.96.0.1';

const SERVICES = '/api/v1/namespaces/default/services';

/** Makes it, if it is not there yet. @throws Error if the server refuses */
export async function bootstrap(handle: Handler, port: number): Promise<void> {
  const service = {
    ...{ apiVersion: 'v1', kind: 'Service' },
    metadata: {
      name: 'kubernetes',
      namespace: 'default',
      labels: { component: 'apiserver', provider: 'kubernetes' },
    },
    spec: {
      ...{ type: 'ClusterIP', clusterIP: SERVICE_IP, clusterIPs: [SERVICE_IP] },
      ...{ ipFamilies: ['IPv4'], ipFamilyPolicy: 'SingleStack' },
      ports: [{ name: 'https', port: 443, protocol: 'TCP', targetPort: port }],
      ...{ sessionAffinity: 'None', internalTrafficPolicy: 'Cluster' },
    },
  };
  if (
    (await handle({ method: 'GET', url: `${SERVICES}/kubernetes`, user: SERVER }))
      .code === 200
  )
    return;
  const { code, body } = await handle({
    ...{
      method: 'POST',
      url: SERVICES,
      user: SERVER,
      body: JSON.stringify(service),
    },
    headers: { 'content-type': 'application/json' },
  });
  if (code !== 201)
    throw new Error(`the server refused ${SERVICES}: ${code} ${body}`);
}
