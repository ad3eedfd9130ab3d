// Probes and the handlers of hooks.
// Source: k8s.io/kubernetes pkg/apis/core/validation/validation.go (validateProbe, validateLivenessProbe), 1.33.
// Engine room: not told line by line. Chapter 09.

import { invalidField } from '#objects';
import { at, isRecord, listAt } from '../values.ts';
import {
  type Faults,
  forbidden,
  nonNegativeIn,
  oneOf,
  portNumber,
  portNumberOrName,
  present,
  required,
} from './faults.ts';

const HANDLERS = ['exec', 'httpGet', 'tcpSocket', 'grpc'];

/** Probes and hooks, which init containers that end have not. */
export function aliveFaults(container: unknown, path: string): Faults {
  return [
    ...probeFaults(at(container, 'livenessProbe'), `${path}.livenessProbe`),
    ...onlyOnce(at(container, 'livenessProbe'), `${path}.livenessProbe`),
    ...probeFaults(at(container, 'readinessProbe'), `${path}.readinessProbe`),
    ...probeFaults(at(container, 'startupProbe'), `${path}.startupProbe`),
    ...onlyOnce(at(container, 'startupProbe'), `${path}.startupProbe`),
  ];
}

function probeFaults(probe: unknown, path: string): Faults {
  if (!isRecord(probe)) return [];
  return [
    ...handlerFaults(probe, path),
    ...nonNegativeIn(
      probe,
      path,
      ...['initialDelaySeconds', 'timeoutSeconds', 'periodSeconds'],
      ...['successThreshold', 'failureThreshold'],
    ),
  ];
}

function onlyOnce(probe: unknown, path: string): Faults {
  const threshold = at(probe, 'successThreshold');
  if (threshold === undefined || threshold === 1) return [];
  return [invalidField(`${path}.successThreshold`, threshold, 'must be 1')];
}

function handlerFaults(probe: unknown, path: string): Faults {
  const [first, ...others] = HANDLERS.filter((one) => isRecord(at(probe, one)));
  if (first === undefined) return [required(path, 'must specify a handler type')];
  const says = 'may not specify more than 1 handler type';
  return [
    ...oneHandler(at(probe, first), `${path}.${first}`, first),
    ...others.map((other) => forbidden(`${path}.${other}`, says)),
  ];
}

function oneHandler(handler: unknown, field: string, kind: string): Faults {
  if (kind === 'exec')
    return listAt(handler, 'command').length === 0
      ? [required(`${field}.command`)]
      : [];
  if (kind === 'grpc') return portNumber(at(handler, 'port'), `${field}.port`);
  const port = portNumberOrName(at(handler, 'port'), `${field}.port`);
  if (kind === 'tcpSocket') return port;
  return [
    ...present(at(handler, 'path'), `${field}.path`),
    ...port,
    ...oneOf(at(handler, 'scheme'), `${field}.scheme`, ['HTTP', 'HTTPS']),
  ];
}
