// Plays what writes add to what a quota may count.

import type { Attributes } from '#apiserver';
import type * as Gates from '#gates';
import type { KubeObject } from '#objects';
import type { Stage } from '../../core/scenario.ts';
import { creating, frozen, podObject } from './stand.ts';
import type { Counted, Op } from './types.ts';

/** All are counted before one is looked at: what was handed out must not change. */
export function playCounts(
  module: typeof Gates,
  { counts }: Extract<Op, { counts: unknown }>,
  { parts }: Stage,
): object {
  const amounts = counts.map((one) => module.amountsOf(attributesOf(one)));
  const told = (amount: Parameters<typeof parts.objects.canonical>[0]): string =>
    parts.objects.canonical(amount);
  return {
    adds: amounts.map((of) =>
      Object.fromEntries(
        [...of].map(([name, amount]) => [name, told(amount)] as const).sort(),
      ),
    ),
  };
}

function attributesOf(counted: Counted): Attributes {
  const { operation, resource = 'pods', subresource = '', object, was } = counted;
  const made = creating(podObject({}));
  const { object: pod, ...rest } = made;
  const of = (spec: object): KubeObject =>
    frozen({ ...pod, ...podObject({}), ...spec });
  const row = { ...made.resource, resource };
  return {
    ...{ ...rest, operation, subresource },
    resource: resource === 'pods' ? made.resource : row,
    ...(object === undefined ? {} : { object: of(object) }),
    ...(was === undefined ? {} : { oldObject: of(was) }),
  };
}
