// Resources: amounts as whole numbers, and what a pod needs of them. Kubernetes:
// component-helpers/resource/helpers.go (PodRequests), pkg/scheduler/framework/types.go
// (Resource). Chapter 17. Engine room: not told line by line.

import { milliValue, parseQuantity, wholeValue } from '#objects';
import type { Container, Pod, ResourceList } from './objects.ts';

/** CPU in thousandths, the rest in bytes or pieces. Whole numbers all. */
export interface Resource {
  readonly milliCpu: number;
  readonly memory: number;
  readonly ephemeralStorage: number;
  /** How many pods: of a node's allocatable. */
  readonly pods: number;
  /** Extended resources, huge pages, volumes: by name. */
  readonly scalars: ReadonlyMap<string, number>;
}

/** The amount of one resource. */
export function amountOf(resource: Resource, name: string): number {
  switch (name) {
    case 'cpu':
      return resource.milliCpu;
    case 'memory':
      return resource.memory;
    case 'ephemeral-storage':
      return resource.ephemeralStorage;
    case 'pods':
      return resource.pods;
    default:
      return resource.scalars.get(name) ?? 0;
  }
}

/** Whether it is none of those that every node has. */
export function isScalar(name: string): boolean {
  return (
    name.includes('/') ||
    name.startsWith('hugepages-') ||
    name.startsWith('attachable-volumes-')
  );
}

/** Whether somebody outside Kubernetes gave it its name: `example.com/gpu`. */
export function isExtended(name: string): boolean {
  return name.includes('/') && !name.includes('kubernetes.io/');
}

type Amounts = Map<string, number>;

/** Amounts of every resource that a list names. */
export function amountsOf(list: ResourceList = {}): Amounts {
  const amounts: Amounts = new Map();
  for (const [name, text] of Object.entries(list))
    amounts.set(name, name === 'cpu' ? MILLIS.of(text) : WHOLES.of(text));
  return amounts;
}

/** Read once: the pods of a cluster ask for few different amounts. */
class Known {
  readonly #read: (text: string) => bigint;
  readonly #amounts = new Map<string, number>();

  constructor(read: (text: string) => bigint) {
    this.#read = read;
  }

  of(text: string): number {
    const known = this.#amounts.get(text);
    if (known !== undefined) return known;
    const amount = Number(this.#read(text));
    if (this.#amounts.size >= MOST_KNOWN) this.#amounts.clear();
    this.#amounts.set(text, amount);
    return amount;
  }
}

const MOST_KNOWN = 1_000;
const MILLIS = new Known((text) => milliValue(parseQuantity(text)));
const WHOLES = new Known((text) => wholeValue(parseQuantity(text)));

export function resourceOf(amounts: ReadonlyMap<string, number>): Resource {
  const scalars = new Map([...amounts].filter(([name]) => isScalar(name)));
  return {
    milliCpu: amounts.get('cpu') ?? 0,
    memory: amounts.get('memory') ?? 0,
    ephemeralStorage: amounts.get('ephemeral-storage') ?? 0,
    pods: amounts.get('pods') ?? 0,
    scalars,
  };
}

/** What a container weighs that names no request: a tenth of a CPU, and 200 MiB. */
export const DEFAULT_MILLI_CPU: number = 100;
export const DEFAULT_MEMORY: number = 200 * 1024 * 1024;

const NON_ZERO: ReadonlyMap<string, number> = new Map([
  ['cpu', DEFAULT_MILLI_CPU],
  ['memory', DEFAULT_MEMORY],
]);

/**
 * What a pod needs at its hungriest moment: all containers at once, or an init container
 * beside those that go on. `missing` stands in for what a container doesn't name.
 */
export function podRequests(
  { spec }: Pod,
  missing: ReadonlyMap<string, number> = new Map(),
): Resource {
  const total: Amounts = new Map();
  for (const container of spec.containers ?? [])
    addTo(total, requestsOf(container, missing));
  const lasting: Amounts = new Map();
  const highest: Amounts = new Map();
  for (const container of spec.initContainers ?? []) {
    const own = requestsOf(container, missing);
    if (container.restartPolicy === 'Always') {
      addTo(total, own);
      addTo(lasting, own);
      raise(highest, lasting);
    } else raise(highest, addTo(new Map(lasting), own));
  }
  raise(total, highest);
  for (const [name, value] of amountsOf(spec.resources?.requests))
    total.set(name, value);
  return resourceOf(addTo(total, amountsOf(spec.overhead)));
}

/** The same, for scores: what is not named isn't nothing. */
export function nonZeroRequests(pod: Pod): Resource {
  return podRequests(pod, NON_ZERO);
}

function requestsOf(
  { resources }: Container,
  missing: ReadonlyMap<string, number>,
): Amounts {
  return new Map([...missing, ...amountsOf(resources?.requests)]);
}

function addTo(sum: Amounts, more: ReadonlyMap<string, number>): Amounts {
  for (const [name, value] of more) sum.set(name, (sum.get(name) ?? 0) + value);
  return sum;
}

function raise(most: Amounts, other: ReadonlyMap<string, number>): void {
  for (const [name, value] of other)
    most.set(name, Math.max(most.get(name) ?? 0, value));
}
