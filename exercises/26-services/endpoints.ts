// Where a Service sends to: Pods as endpoints, with what is known of each. Chapter 26.

import { NotWritten } from '#world';
import type {
  ContainerPort,
  Endpoint,
  EndpointConditions,
  EndpointPod,
  EndpointPort,
  Service,
} from './types.ts';

/** A Pod as an endpoint; undefined if there is nothing to send to, now or ever. */
export function endpointOf(
  { spec }: Service,
  pod: EndpointPod,
): Endpoint | undefined {
  const { podIP = '', phase } = pod.status ?? {};
  if (podIP === '' || phase === 'Succeeded' || phase === 'Failed') return undefined;
  const { namespace = '', name = '', uid = '' } = pod.metadata;
  const { nodeName } = pod.spec ?? {};
  return {
    addresses: [podIP],
    conditions: conditionsOf(pod, spec.publishNotReadyAddresses === true),
    ...(nodeName !== undefined && { nodeName }),
    targetRef: { kind: 'Pod', namespace, name, uid },
  };
}

/** Whether it takes requests, whether it could, and whether it is going. */
export function conditionsOf(
  pod: EndpointPod,
  publishNotReady: boolean,
): EndpointConditions {
  // TODO 26.6: say the three things
  throw new NotWritten('26.6');
}

/** A Service's ports as numbers of this Pod; a name that it hasn't is left out. */
export function portsOf(
  { spec }: Service,
  pod: EndpointPod,
): readonly EndpointPort[] {
  return (spec.ports ?? []).flatMap((port) => {
    const { name = '', protocol = 'TCP', targetPort = port.port } = port;
    const number =
      typeof targetPort === 'number'
        ? targetPort
        : named(pod, targetPort, protocol);
    return number === undefined ? [] : [{ name, protocol, port: number }];
  });
}

function named(pod: EndpointPod, wanted: string, over: string): number | undefined {
  const all = pod.spec?.containers?.flatMap(({ ports = [] }) => ports) ?? [];
  const isIt = ({ name, protocol = 'TCP' }: ContainerPort): boolean =>
    name === wanted && protocol === over;
  return all.find(isIt)?.containerPort;
}
