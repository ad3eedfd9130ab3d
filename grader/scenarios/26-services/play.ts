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
  if ('spread' in op) return playSpread(module, op, stage);
  if ('again' in op) return playAgain(module, op.again, stage);
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
function playSpread(
  module: Module,
  { spread: many, of }: Of<'spread'>,
  stage: Stage,
): unknown {
  const range = of === 'all' ? rangeOf(2_000, 100) : rangeOf(2_000, 1_999);
  const firsts = Array.from({ length: many }, (_, i) => {
    const chance = stage.world.chance.fork(String(i));
    const allocator = module.createAllocator(range, chance);
    // What is not of the band is one number, and goes first.
    if (of === 'the band') allocator.allocateNext();
    return allocator.allocateNext();
  });
  return { 'begin elsewhere': new Set(firsts).size > many / 2 };
}

/** What is given back is mostly not what comes next. */
function playAgain(module: Module, many: number, stage: Stage): unknown {
  const range = rangeOf(2_000, 100);
  const allocator = module.createAllocator(range, stage.world.chance);
  const given = Array.from({ length: many }, () => {
    const number = allocator.allocateNext();
    allocator.release(number);
    return number;
  });
  return { 'begin elsewhere': new Set(given).size > many / 2 };
}

function playNetwork(module: Module, network: string): unknown {
  const address = module.addressOf(network.split('/')[0] ?? '') ?? 'none';
  const range = attempt(() => {
    const { first, size, band, says } = module.clusterIps(network);
    return { first, text: module.addressText(first), size, band, says };
  });
  return { address, range };
}

/** A range in which 30100 and those after it are given out, in their order. */
function numbersOf(
  { AllocationError }: Module,
  taken: readonly number[],
  left = Number.POSITIVE_INFINITY,
) {
  const numbers = new Set(taken);
  let next = 30_100;
  return {
    numbers,
    allocate: (number: number): void => {
      if (number < FIRST)
        throw new AllocationError('NotInRange', 'not in range', number);
      if (numbers.has(number))
        throw new AllocationError('Allocated', 'already allocated', number);
      numbers.add(number);
    },
    allocateNext: (): number => {
      if (next - 30_100 >= left) throw new AllocationError('Full', 'range is full');
      numbers.add(next);
      return next++;
    },
    release: (number: number): void => void numbers.delete(number),
  };
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

function playCreate(
  module: Module,
  { create, taken = [], left }: Of<'create'>,
): unknown {
  const allocator = numbersOf(module, taken, left);
  return written(allocator, (operation) =>
    module.createdPorts(serviceOf(create), operation),
  );
}

function playUpdate(
  module: Module,
  { was, update, taken = [], left }: Of<'was'>,
): unknown {
  const held = was.ports.flatMap(({ nodePort }) => nodePort ?? []);
  const allocator = numbersOf(module, [...held, ...taken], left);
  return written(allocator, (operation) =>
    module.updatedPorts(serviceOf(was), serviceOf(update), operation),
  );
}

/** Ports, or what is wrong with one of them, and who has which numbers then. */
function written(
  allocator: ReturnType<typeof numbersOf>,
  write: (operation: Services.Operation) => Services.PortsOrFault,
): unknown {
  const operation = operationOn(allocator);
  let isWritten = false;
  const ports = attempt(() => {
    const done = write(operation);
    isWritten = !('field' in done);
    return 'field' in done ? { ...done } : done.map((port) => ({ ...port }));
  });
  const during = sorted(allocator.numbers);
  isWritten ? operation.commit() : operation.revert();
  return { ports, 'held meanwhile': during, held: sorted(allocator.numbers) };
}

function playOperation(
  module: Module,
  { operation: deeds, taken, ends }: Of<'operation'>,
): unknown {
  const allocator = numbersOf(
    module,
    taken.map((at) => FIRST + at),
  );
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
    spec: {
      ...(node && { nodeName: node }),
      containers: [{}, { ports: all.slice(0, 2) }, { ports: all.slice(2) }],
    },
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

function endpointBy([uid, ready, more = {}]: Mark): Endpoint {
  const { serving = ready, terminating = false, node, at = uid, isNoPod } = more;
  const pod = { namespace: 'd', name: `p${uid}`, uid: `u${uid}` };
  return {
    addresses: [`10.0.0.${at}`],
    conditions: { ready, serving, terminating },
    ...(node !== undefined && { nodeName: node }),
    ...(isNoPod !== true && { targetRef: { kind: 'Pod', ...pod } }),
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

function shortly({ targetRef, conditions, addresses, nodeName }: Endpoint): string {
  const { ready, serving, terminating } = conditions;
  return [
    ...[targetRef?.uid ?? 'no Pod', `at ${addresses.join()}`],
    ready ? 'ready' : 'not ready',
    ...(serving === ready ? [] : [serving ? 'serving' : 'not serving']),
    ...(terminating ? ['terminating'] : []),
    ...(nodeName === undefined ? [] : [`on ${nodeName}`]),
  ].join(' ');
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
