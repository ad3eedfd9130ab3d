// Right, and recursive: parts are made by products of lists, a chain calls the rest of
// itself, and sums are made before anything is decided.

import type { Mutant } from '../../../core/scenario.ts';

export const swaps: readonly Pick<Mutant, 'file' | 'swaps'>[] = [
  {
    file: 'escalation.ts',
    swaps: [
      [
        `  const parts: PolicyRule[] = [];
  for (const { verbs, ...rule } of given) {
    const { apiGroups = [], resources = [], resourceNames = [] } = rule;
    const named = resourceNames.map((name) => ({ resourceNames: [name] }));
    for (const group of apiGroups)
      for (const resource of resources)
        for (const verb of verbs)
          for (const only of named.length === 0 ? [{}] : named)
            parts.push({
              ...{ apiGroups: [group], resources: [resource], verbs: [verb] },
              ...only,
            });
    for (const path of rule.nonResourceURLs ?? [])
      for (const verb of verbs)
        parts.push({ nonResourceURLs: [path], verbs: [verb] });
  }
  return parts.filter(`,
        `  const product = ([first, ...rest]: readonly (readonly string[])[]): string[][] =>
    first === undefined
      ? [[]]
      : first.flatMap((one) => product(rest).map((more) => [one, ...more]));
  const parts = given.flatMap((rule): PolicyRule[] => {
    const { verbs, apiGroups = [], resources = [], resourceNames = [] } = rule;
    const lists = [apiGroups, resources, verbs];
    if (resourceNames.length > 0) lists.push(resourceNames);
    const ofResources = product(lists).map(
      ([group = '', resource = '', verb = '', ...only]): PolicyRule => ({
        apiGroups: [group],
        resources: [resource],
        verbs: [verb],
        ...(only.length === 0 ? {} : { resourceNames: only }),
      }),
    );
    const ofPaths = product([rule.nonResourceURLs ?? [], verbs]).map(
      ([path = '', verb = '']): PolicyRule => ({
        nonResourceURLs: [path],
        verbs: [verb],
      }),
    );
    return ofResources.concat(ofPaths);
  });
  return parts.filter(`,
      ],
    ],
  },
  {
    file: 'chain.ts',
    swaps: [
      [
        `  let object = given(attributes);
  const left = new Map<GatePlugin, KubeObject>();
  let isChanged = false;
  for (const plugin of plugins) {
    const before = object;
    object = await admitted(plugin, attributes, object);
    if (plugin.reinvocation === undefined) continue;
    left.set(plugin, object);
    if (!isSameJson(before, object)) isChanged = true;
  }
  if (!isChanged) return object;
  for (const plugin of plugins) {
    const isOurs = plugin.reinvocation === undefined;
    const isNews = !isSameJson(left.get(plugin), object);
    if (isOurs || (plugin.reinvocation === 'IfNeeded' && isNews))
      object = await admitted(plugin, attributes, object);
  }
  return object;
`,
        `  type Left = { readonly plugin: GatePlugin; readonly text: string };
  const first = async (
    at: number,
    object: KubeObject,
    left: readonly Left[],
    isChanged: boolean,
  ): Promise<KubeObject> => {
    const plugin = plugins[at];
    if (plugin === undefined) return isChanged ? again(0, object, left) : object;
    const next = await admitted(plugin, attributes, object);
    if (plugin.reinvocation === undefined)
      return first(at + 1, next, left, isChanged);
    const note = { plugin, text: JSON.stringify(next) };
    const differs = !isSameJson(object, next);
    return first(at + 1, next, [...left, note], isChanged || differs);
  };
  const again = async (
    at: number,
    object: KubeObject,
    left: readonly Left[],
  ): Promise<KubeObject> => {
    const plugin = plugins[at];
    if (plugin === undefined) return object;
    const note = left.find((one) => one.plugin === plugin);
    const isWanted =
      plugin.reinvocation === undefined ||
      (plugin.reinvocation === 'IfNeeded' &&
        !isSameJson(JSON.parse(note?.text ?? 'null'), object));
    const next = isWanted ? await admitted(plugin, attributes, object) : object;
    return again(at + 1, next, left);
  };
  return first(0, given(attributes), [], false);
`,
      ],
    ],
  },
  {
    file: 'quota.ts',
    swaps: [
      [
        `  const charges: Charge[] = [];
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
`,
        `  const [quota, ...rest] = quotas;
  if (quota === undefined) return [];
  const { hard = {}, used = {} } = quota.status ?? {};
  const sums = [...amounts]
    .map(([name, amount]) => ({
      name,
      limit: amountOf(hard, name),
      sum: add(amountOf(used, name) ?? NOTHING, amount),
    }))
    .filter(({ limit }) => limit !== undefined);
  const over = sums.filter(
    ({ limit, sum }) => compareQuantities(sum, limit ?? NOTHING) > 0,
  );
  if (over.length > 0) {
    const all = over.map(({ name }) => name);
    throw exceeded(quota, amounts, all, attributes);
  }
  const after = Object.fromEntries(
    sums.map(({ name, sum }) => [name, canonical(sum)]),
  );
  const more = chargesOf(rest, amounts, attributes);
  if (sums.length === 0) return more;
  return [{ quota, used: Object.assign({}, used, after) }, ...more];
`,
      ],
    ],
  },
];
