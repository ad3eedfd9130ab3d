// Right, and plain: regular loops and sets, each question put to a table of tests, objects
// that are copied and then written on.

import type { Mutant } from '../../../core/scenario.ts';

export const swaps: readonly Pick<Mutant, 'file' | 'swaps'>[] = [
  {
    file: 'rules.ts',
    swaps: [
      [
        `  const { verbs, apiGroups = [], resources = [], resourceNames = [] } = rule;
  if (!names(verbs, asks.verb)) return false;
  if (!asks.isResourceRequest) {
    const paths = rule.nonResourceURLs ?? [];
    return paths.some((pattern) => matchesPath(pattern, asks.path));
  }
  const { group, resource, subresource, name } = asks;
  if (!names(apiGroups, group)) return false;
  const isMain = subresource === '';
`,
        `  const lists = {
    verbs: new Set(rule.verbs),
    groups: new Set(rule.apiGroups),
    resources: new Set(rule.resources),
    names: new Set(rule.resourceNames),
  };
  const has = (set: Set<string>, ...all: string[]): boolean =>
    [...all, '*'].some((one) => set.has(one));
  const part = asks.subresource;
  const whole = [asks.resource, ...(part === '' ? [] : [part])].join('/');
  const tests = asks.isResourceRequest
    ? [
        () => has(lists.groups, asks.group),
        () => has(lists.resources, whole, ...(part === '' ? [] : ['*/' + part])),
        () => lists.names.size === 0 || lists.names.has(asks.name),
      ]
    : [
        () => {
          for (const pattern of rule.nonResourceURLs ?? [])
            if (matchesPath(pattern, asks.path)) return true;
          return false;
        },
      ];
  return [() => names(rule.verbs, asks.verb), ...tests].every((test) => test());
`,
      ],
      [
        '  const whole = isMain ? resource : `$' +
          '{resource}/$' +
          '{subresource}`;\n',
        '',
      ],
      [
        '  const isOfAny = !isMain && resources.includes(`*/$' +
          '{subresource}`);\n',
        '',
      ],
      ['  if (!isOfAny && !names(resources, whole)) return false;\n', ''],
      [
        '  return resourceNames.length === 0 || resourceNames.includes(name);\n',
        '',
      ],
    ],
  },
  {
    file: 'limit-defaults.ts',
    swaps: [
      [
        `  let { requests = {}, limits = {} } = resources;
  const given = { requests, limits };
  for (const item of spec.limits) {
    if (item.type !== 'Container') continue;
    requests = { ...requests, ...item.defaultRequest };
    limits = { ...limits, ...item.default };
  }
  // What the container says itself stands, and if it is nothing.
  requests = { ...requests, ...given.requests };
  limits = { ...limits, ...given.limits };
`,
        `  const given = {
    requests: resources.requests ?? {},
    limits: resources.limits ?? {},
  };
  const [requests, limits]: Record<string, string>[] = [
    { ...given.requests },
    { ...given.limits },
  ];
  if (requests === undefined || limits === undefined) throw new Error('none');
  for (const { type, ...item } of [...spec.limits].reverse()) {
    if (type !== 'Container') continue;
    for (const [name, amount] of Object.entries(item.defaultRequest ?? {}))
      if (!(name in requests)) requests[name] = amount;
    for (const [name, amount] of Object.entries(item.default ?? {}))
      limits[name] ??= amount;
  }
`,
      ],
    ],
  },
];
