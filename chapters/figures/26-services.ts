// The figures of chapter 26, drawn by asking its decisions.

import {
  createAllocator,
  type Endpoint,
  endpointOf,
  reconciledSlices,
  type Slice,
  startOperation,
  updatedPorts,
} from '#services';
import { createVirtualWorld } from '#world';
import { frameOf } from '../../site/island/island.ts';
import {
  arrow,
  axis,
  bar,
  box,
  fresh,
  gone,
  picture,
  pod,
  rect,
  type State,
  scale,
  strip,
  tip,
  watch,
  words,
} from '../../site/press/drawing.ts';
import { bands as island } from '../islands/26-services.ts';

/** From an address that stays to Pods that don't. */
export function road(): string {
  const pods = ['10.0.1.9', '10.0.2.7'].map(
    (address, i) =>
      pod(232, 102 + i * 34) + words(246, 106 + i * 34, address, 'small'),
  );
  return picture(
    320,
    158,
    'A client sends to the Service at 10.96.0.17. The Service selects two Pods. A slice ' +
      'holds their addresses, 10.0.1.9 and 10.0.2.7.',
    box({ x: 2, y: 8, w: 74, h: 38 }, 'client'),
    arrow([76, 27], [118, 27]),
    fresh(box({ x: 120, y: 8, w: 198, h: 38 }, 'Service 10.96.0.17')),
    watch('M160 46V86'),
    tip(160, 90, 'down'),
    words(60, 70, 'app=web finds', 'quiet'),
    box({ x: 110, y: 92, w: 100, h: 56 }, 'slice'),
    ...pods,
  );
}

const RANGE = { first: 0, size: 10, band: 4, what: 'port', says: '0-9' };

/** A range that fills up. */
export function bands(): string {
  return frameOf(island);
}

/** A request that fails half-way. */
export function undo(): string {
  const allocator = createAllocator(
    { ...RANGE, band: 0 },
    createVirtualWorld({ seed: 1 }).chance,
  );
  allocator.allocate(2);
  const operation = startOperation(allocator);
  const state = (title: string, before: ReadonlySet<number>): State => ({
    title,
    ...{ w: 190, h: 66 },
    body: [2, 5].map((number, i) => {
      const name = `3000${number}`;
      const drawn = box({ x: 6 + i * 90, y: 14, w: 80, h: 34 }, name);
      if (!allocator.has(number)) return gone(drawn);
      return before.has(number) ? drawn : fresh(drawn);
    }),
  });
  const first = state('before', new Set([2]));
  operation.allocate(5);
  const second = state('takes 30005', new Set([2]));
  try {
    operation.allocate(2);
  } catch {
    operation.revert();
  }
  const third = state('is refused 30002', new Set([2]));
  return strip(
    '30002 is taken by somebody. A request takes 30005, and is refused 30002. Afterwards 30005 ' +
      'is free again, and 30002 is still taken.',
    [first, second, third],
  );
}

/** A Service before and after a file that names no number. */
export function again(): string {
  const held = new Set([30_080, 30_090]);
  const operation = startOperation({
    allocate: (number) => void held.add(number),
    allocateNext: () => 31_111,
    release: (number) => void held.delete(number),
  });
  const service = (
    ports: readonly { name: string; port: number; nodePort?: number }[],
  ) => ({
    ...{ apiVersion: 'v1', kind: 'Service', metadata: {} },
    spec: { type: 'NodePort' as const, ports },
  });
  const before = [
    { name: 'web', port: 80, nodePort: 30_080 },
    { name: 'old', port: 90, nodePort: 30_090 },
  ];
  const file = [
    { name: 'web', port: 8080 },
    { name: 'metrics', port: 9090 },
  ];
  const after = updatedPorts(service(before), service(file), operation);
  const state = (
    title: string,
    ports: readonly { name?: string; nodePort?: number }[],
    marks: ReadonlySet<string>,
  ): State => ({
    title,
    ...{ w: 170, h: 92 },
    body: ports.map(({ name = '', nodePort = 0 }, i) => {
      const text = nodePort === 0 ? name : `${name} ${nodePort}`;
      const drawn = box({ x: 6, y: 12 + i * 40, w: 156, h: 30 }, text);
      return marks.has(name) ? fresh(drawn) : drawn;
    }),
  });
  return strip(
    'Before: web has 30080, old has 30090. The file has web and metrics without numbers. After: ' +
      'web has 30080 still, metrics has 31111.',
    [
      state('before', before, new Set()),
      state('the file', file, new Set()),
      state('after', 'field' in after ? [] : after, new Set(['metrics'])),
    ],
  );
}

/** What is said of a Pod in the course of its life. */
export function life(): string {
  const moments = [
    { at: 0, ready: 'False' },
    { at: 16, ready: 'True' },
    { at: 42, ready: 'True', leaves: true },
    { at: 60, ready: 'False', leaves: true },
    { at: 70 },
  ];
  const x = scale([0, 70], [84, 306]);
  const service = { apiVersion: 'v1', kind: 'Service', metadata: {}, spec: {} };
  const said = moments.map(({ ready, leaves }) =>
    endpointOf(service, {
      ...{ apiVersion: 'v1', kind: 'Pod' },
      metadata: leaves ? { deletionTimestamp: 't' } : {},
      status: {
        podIP: '10.0.0.1',
        conditions: ready === undefined ? [] : [{ type: 'Ready', status: ready }],
      },
    }),
  );
  const rows = (['serving', 'terminating', 'ready'] as const).map((word, row) => {
    const y = 18 + row * 32;
    const is = said.map((endpoint) => endpoint?.conditions[word] === true);
    const from = moments[is.indexOf(true)]?.at ?? 0;
    const end = moments[is.lastIndexOf(true) + 1]?.at ?? 70;
    const shape = bar(y, [x(from), x(end)], '');
    return (
      words(2, y + 15, word, 'small') + (word === 'ready' ? fresh(shape) : shape)
    );
  });
  const ticks = [
    { at: 0, text: 'starts' },
    { at: 16, text: 'is ready' },
    { at: 42, text: 'is deleted' },
    { at: 60, text: 'stops' },
  ];
  return picture(
    320,
    142,
    'A Pod starts and is not ready. It becomes ready: serving and ready. It is deleted: serving ' +
      'and terminating, and not ready any more. It stops answering: terminating alone.',
    ...rows,
    axis(114, [84, 306], x, ticks),
  );
}

/** Slices before, what is wanted, and what is written. */
export function slices(): string {
  const endpoint = (uid: number): Endpoint => ({
    addresses: [String(uid)],
    conditions: { ready: true, serving: true, terminating: false },
  });
  const of = (...uids: readonly number[]) => uids.map(endpoint);
  const before: readonly Slice[] = [
    { name: 'a', ports: [], endpoints: of(1, 2, 3, 4) },
    { name: 'b', ports: [], endpoints: of(5, 6) },
  ];
  const wanted = of(2, 3, 4, 5, 6, 7);
  const { update } = reconciledSlices(before, wanted, [], 4);
  const row = (y: number, { name, endpoints }: Slice, isNew: boolean): string => {
    const cells = Array.from({ length: 4 }, (_, i) => {
      const x = 24 + i * 36;
      const text = endpoints[i]?.addresses[0] ?? '';
      return rect({ x, y, w: 32, h: 30 }, 3) + words(x + 16, y + 20, text, 'mid');
    });
    const drawn = words(4, y + 20, name) + cells.join('');
    return isNew ? fresh(drawn) : drawn;
  };
  const written = new Map(update.map((slice) => [slice.name, slice]));
  return strip(
    'Before: slice a holds 1, 2, 3 and 4, slice b holds 5 and 6. Endpoint 1 goes and 7 comes. ' +
      'After: slice a holds 2, 3, 4 and 7, and is the one that is written; b is as it was.',
    [
      {
        ...{ title: 'before', w: 176, h: 104 },
        body: before.map((slice, i) => row(8 + i * 48, slice, false)),
      },
      {
        ...{ title: '1 goes, 7 comes', w: 176, h: 104 },
        body: before.map(({ name }, i) => {
          const slice = written.get(name) ?? before[i];
          return slice === undefined
            ? ''
            : row(8 + i * 48, slice, written.has(name));
        }),
      },
    ],
  );
}
