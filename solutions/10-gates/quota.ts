// ResourceQuota: the last gate, since it's the only one that writes. What it lets in is
// counted before it's stored, and two that count at once can't both win. Chapter 10.

import type { Attributes } from '#apiserver';
import {
  add,
  canonical,
  compareQuantities,
  parseQuantity,
  type Quantity,
} from '#objects';
import type { GatePlugin } from './chain.ts';
import { exceeded, lostRace, refuseUncounted } from './quota-text.ts';
import type { Reader } from './reader.ts';
import type { ResourceList, ResourceQuota } from './types.ts';
import { type Amounts, amountsOf } from './usage.ts';

//#region store
/** Quotas as they are now, and not as the reader's copy has them. */
export interface QuotaStore {
  get(namespace: string, name: string): Promise<ResourceQuota | undefined>;
  /** Writes `used`, if nobody has written since `quota` was read: else false. */
  update(quota: ResourceQuota, used: ResourceList): Promise<boolean>;
}
//#endregion

//#region charge
/** What a quota's `used` is to become. */
export interface Charge {
  readonly quota: ResourceQuota;
  readonly used: ResourceList;
}
//#endregion

//#region charges-of
/**
 * The charges of one write, whose amounts are all above nothing: of each quota that
 * limits one of them. @throws what `exceeded` makes, for the first quota that is
 */
export function chargesOf(
  quotas: readonly ResourceQuota[],
  amounts: Amounts,
  attributes: Attributes,
): readonly Charge[] {
  //#exercise 7,8 count the amounts in, quota by quota, or refuse
  const charges: Charge[] = [];
  for (const quota of quotas) {
    const { hard = {}, used = {} } = quota.status ?? {};
    const after: Record<string, string> = {};
    const over: string[] = [];
    for (const [name, amount] of amounts) {
      const limit = amountOf(hard, name);
      if (limit === undefined) continue;
      const sum = add(amountOf(used, name) ?? NOTHING, amount);
      after[name] = canonical(sum);
      if (compareQuantities(sum, limit) > 0) over.push(name);
    }
    if (over.length > 0) throw exceeded(quota, amounts, over, attributes);
    if (Object.keys(after).length > 0)
      charges.push({ quota, used: { ...used, ...after } });
  }
  return charges;
  //#endexercise
}
//#endregion

//#region amount-of
const NOTHING: Quantity = parseQuantity('0');

/** What a list says of a name, if it says anything of it. */
function amountOf(list: ResourceList, name: string): Quantity | undefined {
  const text = Object.hasOwn(list, name) ? list[name] : undefined;
  return text === undefined ? undefined : parseQuantity(text);
}
//#endregion

//#region gate
/** How often quotas that somebody else has written are read again. */
export const QUOTA_RETRIES: number = 3;

/** Counts what a write adds to the quotas of its namespace. */
export function createQuotaGate(reader: Reader, store: QuotaStore): GatePlugin {
  return {
    name: 'ResourceQuota',
    async validate(attributes) {
      const { namespace, dryRun } = attributes;
      const amounts = amountsOf(attributes);
      if (namespace === '' || amounts.size === 0) return;
      let quotas = reader.list('resourcequotas', namespace);
      for (const quota of quotas) refuseUncounted(quota, attributes);
      for (let tries = 0; quotas.length > 0; tries++) {
        const charges = chargesOf(quotas, amounts, attributes);
        const lost = dryRun ? [] : await write(store, charges);
        if (tries === QUOTA_RETRIES && lost.length > 0) throw lostRace(lost);
        quotas = await readAgain(store, lost);
      }
    },
  };
}
//#endregion

//#region write
/** Writes the charges, and hands back the quotas that have changed since. */
async function write(
  store: QuotaStore,
  charges: readonly Charge[],
): Promise<readonly ResourceQuota[]> {
  const lost: ResourceQuota[] = [];
  for (const { quota, used } of charges)
    if (!(await store.update(quota, used))) lost.push(quota);
  return lost;
}

/** The same quotas as they are now; one that was deleted limits nothing. */
async function readAgain(
  store: QuotaStore,
  lost: readonly ResourceQuota[],
): Promise<readonly ResourceQuota[]> {
  const found: ResourceQuota[] = [];
  for (const { metadata } of lost) {
    const { namespace = '', name = '' } = metadata;
    const quota = await store.get(namespace, name);
    if (quota !== undefined) found.push(quota);
  }
  return found;
}
//#endregion
