// Plays a program. Which number of a range is given out is for chance to say; so what is
// noted is what may be said of it: that it was free, and in which band. All that is handed
// in is frozen: it belongs to others.

import type * as Services from '#services';
import type {
  Allocator,
  Endpoint,
  EndpointPod,
  NumberRange,
  Service,
  Slice,
} from '#services';
import type { Stage, Subject } from '../../core/scenario.ts';
import type { Asking, Deed, Mark, Op, PodSketch, Program } from './draw.ts';
import { opWords } from './say.ts';

type Module = typeof Services;

export function play(subject: Subject, program: Program, stage: Stage): void {
  const module = subject as unknown as Module;
  for (const op of program) {
    stage.call(
      () => opWords(op),
      () => playOp(module, frozen(op), stage),
    );
  }
}

function playOp(module: Module, op: Op, stage: Stage): unknown {
  if ('range' in op) return playRange(module, op, stage);
  if ('spread' in op) return playSpread(module, op.spread, stage);
  if ('band' in op) return { band: module.staticBand(...op.band) };
  if ('network' in op) return playNetwork(module, op.network);
  if ('create' in op) return playCreate(module, op);
  if ('was' in op) return playUpdate(module, op);
  if ('operation' in op) return playOperation(module, op);
  if ('pod' in op) return playPod(module, op);
  return playSlices(module, op);
}

type Of<Key extends string> = Extract<Op, Readonly<Record<Key, unknown>>>;

const FIRST = 30_000;

function rangeOf(size: number, band: number): NumberRange {
  return frozen({ first: FIRST, size, band, what: 'port', says: `${FIRST}-…` });
}

function playRange(
  module: Module,
  { range, deeds }: Of<'range'>,
  stage: Stage,
): unknown {
  const [size, band] = range;
  const allocator = module.createAllocator(rangeOf(size, band), stage.world.chance);
  const taken = new Set<number>();
  const next = (): string => {
    const number = allocator.allocateNext();
    const isFree = !taken.has(number);
    taken.add(number);
    const at = number - FIRST;
    const isIn = Number.isInteger(at) && at >= 0 && at < size;
    const where = at < band ? 'of the band' : 'above the band';
    return isIn
      ? `one ${isFree ? 'that was free' : 'that was taken'}, ${where}`
      : 'none of the range';
  };
  const done = deeds.map((deed) => attempt(() => doDeed(deed)));
  return {
    done,
    taken: [...taken].length,
    held: heldBy(allocator, size) === taken.size,
  };

  function doDeed(deed: Deed): unknown {
    if ('any' in deed) return next();
    if ('give' in deed) {
      allocator.release(FIRST + deed.give);
      taken.delete(FIRST + deed.give);
      return { has: allocator.has(FIRST + deed.give) };
    }
    if ('take' in deed) {
      allocator.allocate(FIRST + deed.take);
      taken.add(FIRST + deed.take);
      return { has: allocator.has(FIRST + deed.take) };
    }
    const all: string[] = [];
    while (size - taken.size > deed.until && all.length < size) all.push(next());
    return all;
  }
}

function heldBy(allocator: Allocator, size: number): number {
  return Array.from({ length: size }, (_, i) => FIRST + i).filter((one) =>
    allocator.has(one),
  ).length;
}

/** A hole is met outside; what else is thrown is an answer. */
function attempt(action: () => unknown): unknown {
  try {
    return action();
  } catch (error) {
    const { name, message, code, number } = error as Services.AllocationError;
    if (name === 'NotWritten') throw error;
    return {
      refused: `${code}: ${message}`,
      ...(number !== undefined && { number }),
    };
  }
}

/** Most of so many begin elsewhere. */
function playSpread(module: Module, many: number, stage: Stage): unknown {
  const range = rangeOf(2_000, 100);
  const firsts = Array.from({ length: many }, (_, i) => {
    const chance = stage.world.chance.fork(String(i));
    return module.createAllocator(range, chance).allocateNext();
  });
  return { 'begin elsewhere': new Set(firsts).size > many / 2 };
}

function playNetwork(module: Module, network: string): unknown {
  return attempt(() => {
    const { first, size, band, says } = module.clusterIps(network);
    return { first: module.addressText(first), size, band, says };
  });
}

/** A range in which 30100 and those after it are given out, in their order. */
function numbersOf(taken: readonly number[]) {
  const numbers = new Set(taken);
  let next = 30_100;
  return {
    numbers,
    allocate: (number: number): void => {
      const bad =
        number < FIRST ? 'NotInRange' : numbers.has(number) && 'Allocated';
      if (bad) throw new Refused(bad, number);
      numbers.add(number);
    },
    allocateNext: (): number => {
      numbers.add(next);
      return next++;
    },
    release: (number: number): void => void numbers.delete(number),
  };
}

class Refused extends Error {
  readonly code: string;
  readonly number: number;

  constructor(code: string, number: number) {
    super(`provided port: ${code}`);
    this.name = 'AllocationError';
    this.code = code;
    this.number = number;
  }
}

function serviceOf({
  type,
  ports,
  allocateLoadBalancerNodePorts: all,
}: Asking): Service {
  return frozen({
    ...{ apiVersion: 'v1', kind: 'Service', metadata: { name: 's' } },
    spec: {
      ...{ type, ports },
      ...(all !== undefined && { allocateLoadBalancerNodePorts: all }),
    },
  });
}

/** An operation of the scenario's own: it is another step's to write one. */
function operationOn(allocator: ReturnType<typeof numbersOf>) {
  const later: number[] = [];
  const taken: number[] = [];
  return {
    allocate: (number: number): void => {
      allocator.allocate(number);
      taken.push(number);
    },
    allocateNext: (): number => {
      const number = allocator.allocateNext();
      taken.push(number);
      return number;
    },
    releaseLater: (number: number): void => void later.push(number),
    commit: (): void => later.forEach(allocator.release),
    revert: (): void => taken.forEach(allocator.release),
  };
}

function playCreate(module: Module, { create, taken = [] }: Of<'create'>): unknown {
  const allocator = numbersOf(taken);
  const ports = faulty(module, () =>
    module.createdPorts(serviceOf(create), operationOn(allocator)),
  );
  return { ports, held: sorted(allocator.numbers) };
}

function playUpdate(
  module: Module,
  { was, update, taken = [] }: Of<'was'>,
): unknown {
  const held = was.ports.flatMap(({ nodePort }) => nodePort ?? []);
  const allocator = numbersOf([...held, ...taken]);
  const operation = operationOn(allocator);
  const ports = faulty(module, () =>
    module.updatedPorts(serviceOf(was), serviceOf(update), operation),
  );
  const during = sorted(allocator.numbers);
  operation.commit();
  return { ports, 'held meanwhile': during, held: sorted(allocator.numbers) };
}

/** Ports, or what is wrong with one of them: errors of an allocator that is not ours. */
function faulty(module: Module, action: () => Services.PortsOrFault): unknown {
  const { AllocationError } = module;
  try {
    const ports = action();
    return 'field' in ports ? { ...ports } : ports.map((port) => ({ ...port }));
  } catch (error) {
    if (error instanceof Refused) return { refused: error.message };
    if (AllocationError && error instanceof AllocationError)
      return { refused: error.message };
    throw error;
  }
}

function playOperation(
  module: Module,
  { operation: deeds, taken, ends }: Of<'operation'>,
): unknown {
  const allocator = numbersOf(taken.map((at) => FIRST + at));
  const operation = module.startOperation({
    allocate: allocator.allocate,
    allocateNext: allocator.allocateNext,
    release: allocator.release,
  });
  const done = deeds.map((deed) =>
    attempt(() => {
      if ('later' in deed) return operation.releaseLater(FIRST + deed.later);
      if ('take' in deed) return operation.allocate(FIRST + deed.take);
      return operation.allocateNext();
    }),
  );
  const during = sorted(allocator.numbers);
  for (const end of ends.split(', '))
    end === 'commit' ? operation.commit() : operation.revert();
  return { done, 'held meanwhile': during, held: sorted(allocator.numbers) };
}

function podOf(sketch: PodSketch): EndpointPod {
  const { ready, phase, ip, leaves, node, ports = [] } = sketch;
  const all = ports.map(([name, protocol], i) => ({
    ...{ name, containerPort: 8080 + i },
    ...(protocol !== undefined && { protocol }),
  }));
  return frozen({
    ...{ apiVersion: 'v1', kind: 'Pod' },
    metadata: {
      ...{ namespace: 'default', name: 'p', uid: 'u1' },
      ...(leaves && { deletionTimestamp: '2026-01-01T00:00:00Z' }),
    },
    spec: { ...(node && { nodeName: node }), containers: [{ ports: all }] },
    status: {
      ...(phase && { phase }),
      ...(ip !== undefined && { podIP: ip }),
      ...(ready && {
        conditions: [
          { type: 'Initialized', status: 'True' },
          { type: 'Ready', status: ready },
        ],
      }),
    },
  });
}

function playPod(
  module: Module,
  { pod: sketch, ports, publish }: Of<'pod'>,
): unknown {
  const service: Service = frozen({
    ...{ apiVersion: 'v1', kind: 'Service', metadata: { name: 's' } },
    spec: {
      ...(ports && { ports }),
      ...(publish !== undefined && { publishNotReadyAddresses: publish }),
    },
  });
  const pod = podOf(sketch);
  const endpoint = module.endpointOf(service, pod);
  const { ready, serving, terminating } = module.conditionsOf(
    pod,
    publish === true,
  );
  return {
    conditions: { ready, serving, terminating },
    endpoint: endpoint === undefined ? 'none' : plain(endpoint),
    ports: module.portsOf(service, pod).map((port) => ({ ...port })),
  };
}

function plain({ addresses, conditions, nodeName, targetRef }: Endpoint): object {
  const { ready, serving, terminating } = conditions;
  return {
    ...{ addresses: [...addresses], ready, serving, terminating },
    ...(nodeName !== undefined && { nodeName }),
    ...(targetRef !== undefined && { targetRef: { ...targetRef } }),
  };
}

const PORTS = [{ name: 'web', protocol: 'TCP', port: 80 }];

function endpointBy([uid, ready]: Mark): Endpoint {
  return {
    addresses: [`10.0.0.${uid}`],
    conditions: { ready, serving: ready, terminating: false },
    targetRef: { kind: 'Pod', namespace: 'd', name: `p${uid}`, uid: `u${uid}` },
  };
}

/** Which endpoint goes into which slice is free; how many writes there are is not. */
function playSlices(
  module: Module,
  { slices, wanted, most }: Of<'slices'>,
): unknown {
  const before: readonly Slice[] = frozen(
    slices.map((marks, i) => ({
      ...{ name: `s${i}`, ports: PORTS, endpoints: marks.map(endpointBy) },
    })),
  );
  const all = frozen(wanted.map(endpointBy));
  const changes = module.reconciledSlices(before, all, frozen(PORTS), most);
  const { create, update, remove } = changes;
  const written = new Set([...update, ...remove].map(({ name }) => name));
  const left = [
    ...before.filter(({ name }) => !written.has(name)),
    ...update,
    ...create,
  ];
  const sizes = (list: readonly Slice[]): readonly string[] =>
    list.map(({ name, endpoints }) => `${name}: ${endpoints.length}`).sort();
  return {
    ...{
      create: sizes(create),
      update: sizes(update),
      remove: sizes(remove).length,
    },
    ports: [...update, ...create].every(({ ports }) => ports[0]?.port === 80),
    after: left.flatMap(({ endpoints }) => endpoints.map(shortly)).sort(),
    stayed: update.map((slice) => stayed(before, slice)).reduce((a, b) => a + b, 0),
  };
}

function shortly({ targetRef, conditions }: Endpoint): string {
  return `${targetRef?.uid} ${conditions.ready ? 'ready' : 'not ready'}`;
}

/** How many endpoints of a slice were in it before. */
function stayed(before: readonly Slice[], { name, endpoints }: Slice): number {
  const old = before.find((one) => one.name === name)?.endpoints ?? [];
  const uids = new Set(old.map(({ targetRef }) => targetRef?.uid));
  return endpoints.filter(({ targetRef }) => uids.has(targetRef?.uid)).length;
}

function sorted(numbers: ReadonlySet<number>): readonly number[] {
  return [...numbers].sort((a, b) => a - b);
}

function frozen<T>(part: T): T {
  if (typeof part !== 'object' || part === null || Object.isFrozen(part))
    return part;
  for (const value of Object.values(part)) frozen(value);
  return Object.freeze(part);
}
