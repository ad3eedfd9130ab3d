// Amounts are kept in the one way to write them.
// Source: k8s.io/kubernetes pkg/apis/core/v1/defaults.go (SetDefaults_ResourceList: no
// finer than a thousandth), 1.33. Engine room: not told line by line. Chapter 09.

import { badRequest, canonical, parseQuantity } from '#objects';
import { isRecord, type Values } from '../values.ts';

/** A number of JSON, too, may be an amount. @throws StatusError BadRequest */
export function canonicalText(value: unknown): unknown {
  if (typeof value !== 'string' && typeof value !== 'number') return value;
  try {
    const { nanos, format } = parseQuantity(String(value).trim());
    return canonical({ nanos: roundedUp(nanos), format });
  } catch (error) {
    const says = error instanceof Error ? error.message : String(error);
    throw badRequest(says);
  }
}

const MILLI = 1_000_000n;

/** To thousandths, away from zero. */
function roundedUp(nanos: bigint): bigint {
  const rest = nanos % MILLI;
  if (rest === 0n) return nanos;
  return nanos - rest + (nanos > 0n ? MILLI : -MILLI);
}

/** A list of resources: cpu, memory and so on. */
export function amounts(value: unknown): unknown {
  if (!isRecord(value)) return value;
  const entries = Object.entries(value);
  return Object.fromEntries(
    entries.map(([name, one]) => [name, canonicalText(one)]),
  );
}

/** The value with the lists of resources in these fields made canonical. */
export function withAmounts(value: Values, ...fields: readonly string[]): Values {
  const there = fields.filter((field) => isRecord(value[field]));
  const made = there.map((field) => [field, amounts(value[field])]);
  return { ...value, ...Object.fromEntries(made) };
}
