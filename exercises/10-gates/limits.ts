// LimitRanger, the part that looks: what a container, or all of a Pod's together, may not ask
// for. kubernetes: plugin/pkg/admission/limitranger/admission.go in 1.36. Chapter 10.
// Engine room: not told line by line.

import type { Attributes } from '#apiserver';
import {
  add,
  canonical,
  compareQuantities,
  forbidden,
  milliValue,
  parseQuantity,
  type Quantity,
} from '#objects';
import { asPod, fieldsOf, isPodWrite } from './as.ts';
import type { GatePlugin } from './chain.ts';
import type { Reader } from './reader.ts';
import type { LimitRangeItem, Pod, ResourceList } from './types.ts';
import { withDefaults } from './with-defaults.ts';

/** Fills in what a namespace gives, and refuses what it doesn't allow. */
export function createLimitRanger(reader: Reader): GatePlugin {
  return {
    name: 'LimitRanger',
    admit(attributes) {
      const { object, operation, namespace } = attributes;
      if (object === undefined) throw new TypeError('admit wants an object');
      if (operation !== 'CREATE' || !isPodWrite(attributes)) return object;
      return reader
        .list('limitranges', namespace)
        .reduce(withDefaults, asPod(object));
    },
    validate(attributes) {
      const { object, operation, namespace, resource, name } = attributes;
      if (object === undefined || operation !== 'CREATE') return;
      const { group, resource: plural } = resource;
      const isClaim = group === '' && plural === 'persistentvolumeclaims';
      if (!isPodWrite(attributes) && !isClaim) return;
      for (const { spec } of reader.list('limitranges', namespace)) {
        const faults = isClaim
          ? claimFaults(attributes, spec.limits)
          : podFaults(asPod(object), spec.limits);
        if (faults.length === 0) continue;
        const why = faults.length === 1 ? faults[0] : `[${faults.join(', ')}]`;
        throw forbidden(resource, name, why ?? '');
      }
    },
  };
}

function podFaults(
  { spec: { containers, initContainers = [] } }: Pod,
  items: readonly LimitRangeItem[],
): readonly string[] {
  return items.flatMap((item) => {
    if (item.type === 'Container')
      return [...containers, ...initContainers].flatMap(({ resources = {} }) =>
        faultsOf(item, resources.requests ?? {}, resources.limits ?? {}),
      );
    if (item.type !== 'Pod') return [];
    const of = (pick: 'requests' | 'limits'): ResourceList =>
      sum(containers.map(({ resources = {} }) => resources[pick] ?? {}));
    return faultsOf(item, of('requests'), of('limits'));
  });
}

function claimFaults(
  { object }: Attributes,
  items: readonly LimitRangeItem[],
): readonly string[] {
  const { resources } = fieldsOf(fieldsOf(object).spec);
  const requests = Object.fromEntries(
    Object.entries(fieldsOf(fieldsOf(resources).requests)).map(([name, value]) => [
      name,
      String(value),
    ]),
  );
  return items.flatMap((item) =>
    item.type === 'PersistentVolumeClaim' ? requestFaults(item, requests) : [],
  );
}

/** What all of them say; a name that one of them leaves out is left out. */
function sum(lists: readonly ResourceList[]): ResourceList {
  const sums: Record<string, string> = {};
  for (const name of Object.keys(lists[0] ?? {})) {
    const texts = lists.flatMap((list) => list[name] ?? []);
    if (texts.length < lists.length) continue;
    sums[name] = canonical(
      texts.map((text) => parseQuantity(text)).reduce((a, b) => add(a, b)),
    );
  }
  return sums;
}

const parsed = (list: ResourceList, name: string): Quantity | undefined => {
  const text = list[name];
  return text === undefined ? undefined : parseQuantity(text);
};

const isLess = (a: Quantity, b: Quantity): boolean => compareQuantities(a, b) < 0;

function faultsOf(
  item: LimitRangeItem,
  requests: ResourceList,
  limits: ResourceList,
): readonly string[] {
  const faults: string[] = [];
  const { type, min = {}, max = {}, maxLimitRequestRatio: ratios = {} } = item;
  for (const [name, text] of Object.entries(min)) {
    const least = parseQuantity(text);
    const says = `minimum ${name} usage per ${type} is ${canonical(least)}`;
    const [request, limit] = [parsed(requests, name), parsed(limits, name)];
    if (request === undefined) faults.push(`${says}.  No request is specified`);
    else if (isLess(request, least))
      faults.push(`${says}, but request is ${canonical(request)}`);
    else if (limit !== undefined && isLess(limit, least))
      faults.push(`${says}, but limit is ${canonical(limit)}`);
  }
  for (const [name, text] of Object.entries(max)) {
    const most = parseQuantity(text);
    const says = `maximum ${name} usage per ${type} is ${canonical(most)}`;
    const [request, limit] = [parsed(requests, name), parsed(limits, name)];
    if (limit === undefined) faults.push(`${says}.  No limit is specified`);
    else if (isLess(most, limit))
      faults.push(`${says}, but limit is ${canonical(limit)}`);
    else if (request !== undefined && isLess(most, request))
      faults.push(`${says}, but request is ${canonical(request)}`);
  }
  for (const [name, text] of Object.entries(ratios))
    faults.push(...ratioFaults({ type, name, text }, requests, limits));
  return faults;
}

function ratioFaults(
  { type, name, text }: Readonly<Record<'type' | 'name' | 'text', string>>,
  requests: ResourceList,
  limits: ResourceList,
): readonly string[] {
  const most = parseQuantity(text);
  const says = `${name} max limit to request ratio per ${type} is ${canonical(most)}`;
  const [request, limit] = [parsed(requests, name), parsed(limits, name)];
  if (request === undefined || request.nanos === 0n)
    return [`${says}, but no request is specified or request is 0`];
  if (limit === undefined || limit.nanos === 0n)
    return [`${says}, but no limit is specified or limit is 0`];
  const ratio = Number(limit.nanos) / Number(request.nanos);
  if (ratio * 1000 <= Number(milliValue(most))) return [];
  return [`${says}, but provided ratio is ${ratio.toFixed(6)}`];
}

/** Claims have requests only. */
function requestFaults(
  { type, min = {}, max = {} }: LimitRangeItem,
  requests: ResourceList,
): readonly string[] {
  const faults: string[] = [];
  for (const [name, text] of Object.entries(min)) {
    const [least, request] = [parseQuantity(text), parsed(requests, name)];
    const says = `minimum ${name} usage per ${type} is ${canonical(least)}`;
    if (request === undefined) faults.push(`${says}.  No request is specified`);
    else if (isLess(request, least))
      faults.push(`${says}, but request is ${canonical(request)}`);
  }
  for (const [name, text] of Object.entries(max)) {
    const [most, request] = [parseQuantity(text), parsed(requests, name)];
    const says = `maximum ${name} usage per ${type} is ${canonical(most)}`;
    if (request === undefined) faults.push(`${says}.  No request is specified`);
    else if (isLess(most, request))
      faults.push(`${says}, but request is ${canonical(request)}`);
  }
  return faults;
}
