// The endpoints of Services: the EndpointSlice controller and the older Endpoints controller,
// over what chapter 26 decides. They share their copies, as in kube-controller-manager, and
// write each in its own name. Kubernetes: pkg/controller/endpointslice and .../endpoint.

import { isDeepStrictEqual } from 'node:util';
import type { Handler, UserInfo } from '#apiserver';
import {
  type Client,
  createClient,
  createInformer,
  type Delta,
  keyOf,
} from '#client';
import type { KubeObject } from '#objects';
import type { Service } from '#services';
import type { World } from '#world';
import type { Running } from './beside.ts';
import type { ControllerName } from './controllers.ts';
import {
  type EndpointController,
  type EndpointCopies,
  selectsPod,
} from './endpoint-copies.ts';
import {
  type BackendPod,
  ENDPOINTS,
  type EndpointSlice,
  type Endpoints,
  isSelecting,
  NODES,
  PODS,
  SERVICES,
  SLICES,
} from './endpoint-objects.ts';
import { OldEndpoints } from './old-endpoints.ts';
import { SERVICE_NAME } from './slice-plan.ts';
import { SliceController } from './slices.ts';

/** Who reads for all controllers. */
const MANAGER: UserInfo = {
  name: 'system:kube-controller-manager',
  groups: ['system:authenticated'],
};

export function startEndpoints(
  world: World,
  handle: Handler,
  chosen: ReadonlySet<ControllerName>,
  onError: (error: unknown) => void = (error) => console.error(error),
): Running {
  let isStopped = false;
  const told = (error: unknown): void => void (isStopped || onError(error));
  const copies = copiesOf(world, handle, told);
  const controllers: EndpointController[] = [];
  const begin = (account: string) => ({
    ...{ world, copies, onError: told },
    client: clientOf(handle, account),
  });
  if (chosen.has('endpointslice-controller'))
    controllers.push(new SliceController(begin('endpointslice-controller')));
  if (chosen.has('endpoints-controller'))
    controllers.push(new OldEndpoints(begin('endpoint-controller')));
  listen(copies, (key) => {
    for (const one of controllers) one.add(key);
  });
  const informers = Object.values(copies);
  const runs = Promise.all([...informers, ...controllers].map((one) => one.run()));
  return {
    whenSynced: () => Promise.all(informers.map((one) => one.whenSynced())),
    stop: async () => {
      isStopped = true;
      for (const one of [...controllers, ...informers]) one.stop();
      await runs;
    },
  };
}

function clientOf(handle: Handler, account: string): Client {
  const groups = ['system:serviceaccounts', 'system:serviceaccounts:kube-system'];
  const name = `system:serviceaccount:kube-system:${account}`;
  const user = { name, groups: [...groups, 'system:authenticated'] };
  return createClient(handle, { user, userAgent: 'kube-controller-manager' });
}

function copiesOf(
  world: World,
  handle: Handler,
  onError: (error: unknown) => void,
): EndpointCopies {
  const userAgent = 'kube-controller-manager';
  const client = createClient(handle, { user: MANAGER, userAgent });
  const service = ({ metadata }: EndpointSlice): readonly string[] => [
    `${metadata.namespace}/${metadata.labels?.[SERVICE_NAME] ?? ''}`,
  ];
  const namespace = ({ metadata }: KubeObject): readonly string[] => [
    metadata.namespace ?? '',
  ];
  return {
    services: createInformer(world, client.resource<Service>(SERVICES), {
      ...{ onError, indexes: { namespace } },
    }),
    pods: createInformer(world, client.resource<BackendPod>(PODS), {
      ...{ onError, indexes: { namespace } },
    }),
    nodes: createInformer(world, client.resource(NODES), { onError }),
    slices: createInformer(world, client.resource<EndpointSlice>(SLICES), {
      ...{ onError, indexes: { service } },
    }),
    endpoints: createInformer(world, client.resource<Endpoints>(ENDPOINTS), {
      onError,
    }),
  };
}

/** Services that changed, and those that a Pod belongs to, or did. */
function listen(
  { services, pods }: EndpointCopies,
  add: (key: string) => void,
): void {
  services.listen(({ object }) => add(keyOf(object)));
  pods.listen((delta) => {
    if (delta.type === 'Updated' && !isMoved(delta)) return;
    const states = [delta.object, ...(delta.type === 'Updated' ? [delta.old] : [])];
    const { namespace = '' } = delta.object.metadata;
    for (const service of services.lister.byIndex('namespace', namespace))
      if (isSelecting(service) && states.some((pod) => selectsPod(service, pod)))
        add(keyOf(service));
  });
}

/** Whether something has changed that endpoints tell. */
function isMoved({
  old,
  object,
}: Extract<Delta<BackendPod>, { type: 'Updated' }>): boolean {
  const [before, now] = [told(old), told(object)];
  return (
    before.some((value, i) => value !== now[i]) ||
    !isDeepStrictEqual(old.metadata.labels, object.metadata.labels)
  );
}

function told({ metadata, spec, status }: BackendPod): readonly unknown[] {
  const ready = status?.conditions?.find(({ type }) => type === 'Ready')?.status;
  const { deletionTimestamp, uid } = metadata;
  const { nodeName, hostname, subdomain } = spec ?? {};
  return [
    ...[uid, deletionTimestamp, nodeName, hostname, subdomain],
    ...[status?.podIP, status?.phase, ready],
  ];
}
