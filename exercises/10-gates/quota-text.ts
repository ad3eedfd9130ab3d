// What ResourceQuota says when it refuses. apiserver: pkg/admission/plugin/resourcequota/
// controller.go in 1.36; kubernetes: pkg/quota/v1/evaluator/core/pods.go. Chapter 10.
// Engine room: not told line by line.

import type { Attributes } from '#apiserver';
import {
  canonical,
  conflict,
  forbidden,
  parseQuantity,
  type StatusError,
} from '#objects';
import { asPod, isPodWrite } from './as.ts';
import type { Container, ResourceList, ResourceQuota } from './types.ts';
import type { Amounts } from './usage.ts';

/** The 403 for a quota that is too small: what was asked, used and allowed of each. */
export function exceeded(
  quota: ResourceQuota,
  amounts: Amounts,
  over: readonly string[],
  { resource, name }: Attributes,
): StatusError {
  const { hard = {}, used = {} } = quota.status ?? {};
  const names = [...over].sort();
  const list = (amount: (name: string) => string): string =>
    names.map((one) => `${one}=${amount(one)}`).join(',');
  const asked = list((one) => {
    const amount = amounts.get(one);
    return amount === undefined ? '0' : canonical(amount);
  });
  const was = list((one) => canonical(parseQuantity(used[one] ?? '0')));
  const most = list((one) => canonical(parseQuantity(hard[one] ?? '0')));
  return forbidden(
    resource,
    name,
    `exceeded quota: ${quota.metadata.name}, requested: ${asked}, used: ${was}, limited: ${most}`,
  );
}

const COMPUTE = [
  ...['cpu', 'memory', 'ephemeral-storage'],
  ...['requests.cpu', 'requests.memory', 'requests.ephemeral-storage'],
  ...['limits.cpu', 'limits.memory', 'limits.ephemeral-storage'],
];

/** Refuses what a quota limits and can't count: a Pod that doesn't say how much it wants. */
export function refuseUncounted(
  quota: ResourceQuota,
  attributes: Attributes,
): void {
  const { operation, object, resource, name } = attributes;
  if (!isPodWrite(attributes) || operation !== 'CREATE' || object === undefined)
    return;
  const { containers, initContainers = [] } = asPod(object).spec;
  const hard = quota.status?.hard ?? {};
  const missing = COMPUTE.filter((one) => Object.hasOwn(hard, one)).flatMap(
    (one) => {
      const silent = [...containers, ...initContainers].filter(
        (container) => !says(container, one),
      );
      if (silent.length === 0) return [];
      return [`${one} for: ${silent.map((container) => container.name).join(',')}`];
    },
  );
  if (missing.length === 0) return;
  const why = `must specify ${missing.sort().join('; ')}`;
  throw forbidden(resource, name, `failed quota: ${quota.metadata.name}: ${why}`);
}

function says({ resources = {} }: Container, name: string): boolean {
  const isLimit = name.startsWith('limits.');
  const list: ResourceList =
    (isLimit ? resources.limits : resources.requests) ?? {};
  return Object.hasOwn(list, name.replace(/^(?:requests|limits)\./, ''));
}

/** The 409 of a write that has come too late again and again. */
export function lostRace([first]: readonly ResourceQuota[]): StatusError {
  const says =
    'the object has been modified; please apply your changes to the latest version and try again';
  const of = { group: '', resource: 'resourcequotas' };
  return conflict(of, first?.metadata.name ?? '', says);
}
