// Which node ports Services get, keep and lose.

import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createdPorts, startOperation, updatedPorts } from './mod.ts';
import type { Service, ServicePort, ServiceType } from './types.ts';

const test = suite('node ports');

/** An allocator that gives 30100, 30101, … and knows what is taken. */
function allocatorOf(...taken: readonly number[]) {
  const numbers = new Set(taken);
  let next = 30_100;
  return {
    numbers,
    allocate: (number: number) => void numbers.add(number),
    allocateNext: () => {
      numbers.add(next);
      return next++;
    },
    release: (number: number) => void numbers.delete(number),
  };
}

const serviceOf = (
  type: ServiceType,
  ports: readonly ServicePort[],
  more: Partial<Service['spec']> = {},
): Service => ({
  ...{ apiVersion: 'v1', kind: 'Service', metadata: { name: 's' } },
  spec: { type, ports, ...more },
});
const numbers = (ports: unknown): unknown =>
  Array.isArray(ports) ? ports.map((one: ServicePort) => one.nodePort ?? 0) : ports;

function created(service: Service): unknown {
  return numbers(createdPorts(service, startOperation(allocatorOf())));
}

test('a new Service', () => {
  assert.equal(created(serviceOf('ClusterIP', [{ port: 80 }])), [0]);
  assert.equal(created(serviceOf('NodePort', [{ port: 80 }, { port: 443 }])), [
    ...[30_100, 30_101],
  ]);
  const both = [{ port: 53 }, { port: 53, protocol: 'UDP' }];
  assert.equal(created(serviceOf('NodePort', both)), [30_100, 30_100]);
  const named = [{ port: 53 }, { port: 53, protocol: 'UDP', nodePort: 30_053 }];
  assert.equal(created(serviceOf('NodePort', named)), [30_053, 30_053]);
  const two = [
    { port: 53, nodePort: 30_001 },
    { port: 53, nodePort: 30_002 },
  ];
  assert.equal(created(serviceOf('NodePort', two)), [30_001, 30_002]);
  const without = { allocateLoadBalancerNodePorts: false };
  const some = [{ port: 80 }, { port: 443, nodePort: 30_443 }];
  assert.equal(created(serviceOf('LoadBalancer', some, without)), [0, 30_443]);
  assert.equal(created(serviceOf('NodePort', some, without)), [30_100, 30_443]);
});

function updated(before: Service, after: Service) {
  const held = (before.spec.ports ?? []).flatMap(({ nodePort }) => nodePort ?? []);
  const allocator = allocatorOf(...held);
  const operation = startOperation(allocator);
  const ports = numbers(updatedPorts(before, after, operation));
  operation.commit();
  return { ports, held: [...allocator.numbers].sort() };
}

test('a Service that is written again', () => {
  const web = { name: 'web', port: 80, nodePort: 30_080 };
  const before = serviceOf('NodePort', [web]);
  const rows: readonly (readonly [Service, unknown, readonly number[]])[] = [
    [serviceOf('NodePort', [{ name: 'web', port: 81 }]), [30_080], [30_080]],
    [serviceOf('NodePort', [{ name: 'other', port: 80 }]), [30_100], [30_100]],
    [serviceOf('NodePort', [{ ...web, nodePort: 30_081 }]), [30_081], [30_081]],
    [serviceOf('LoadBalancer', [web]), [30_080], [30_080]],
    [serviceOf('ClusterIP', [web]), [0], []],
    [serviceOf('ClusterIP', [{ ...web, nodePort: 30_081 }]), [30_081], []],
    [
      serviceOf('NodePort', [
        { name: 'web', port: 80 },
        { name: 'x', port: 1, nodePort: 30_080 },
      ]),
      ...([
        [30_100, 30_080],
        [30_080, 30_100],
      ] as const),
    ],
  ];

  for (const [after, ports, held] of rows)
    assert.equal(updated(before, after), { ports, held });
  const was = serviceOf('ClusterIP', [{ name: 'web', port: 80 }]);
  assert.equal(updated(was, before), { ports: [30_080], held: [30_080] });
});

test.run();
