// The ways in which people get chapter 10 wrong. Each is a few words of the reference
// replaced, and must fail in its step.

import type { Mutant } from '../core/scenario.ts';

export const mutants: readonly Mutant[] = [
  {
    id: 'M1',
    step: '10.1',
    looksAsIf: 'a rule for Pods is taken for one for their parts too',
    hint: '`pods/log` is a resource of its own. Which text do you look for when the request is for a part?',
    file: 'rules.ts',
    swaps: [
      [
        'const whole = isMain ? resource : `$' + '{resource}/$' + '{subresource}`;',
        'const whole = resource;',
      ],
    ],
  },
  {
    id: 'M2',
    step: '10.1',
    looksAsIf: 'a rule with names lets a list through',
    hint: 'A list has no name. What would somebody who may see one Pod be shown?',
    file: 'rules.ts',
    swaps: [
      [
        'return resourceNames.length === 0 || resourceNames.includes(name);',
        "return (\n    resourceNames.length === 0 || name === '' || resourceNames.includes(name)\n  );",
      ],
    ],
  },
  {
    id: 'M3',
    step: '10.1',
    looksAsIf: 'a star among the names is taken for every name',
    hint: 'Names of objects are names. Which lists of a rule know a star?',
    file: 'rules.ts',
    swaps: [
      [
        'resourceNames.length === 0 || resourceNames.includes(name)',
        'resourceNames.length === 0 || names(resourceNames, name)',
      ],
    ],
  },
  {
    id: 'M4',
    step: '10.1',
    looksAsIf: 'a rule without names allows nothing that has one',
    hint: 'What does a rule say of names if it has none? And with an empty list?',
    file: 'rules.ts',
    swaps: [
      [
        'return resourceNames.length === 0 || resourceNames.includes(name);',
        "return resourceNames.includes(name) || name === '';",
      ],
    ],
  },
  {
    id: 'M5',
    step: '10.1',
    looksAsIf: "the group isn't looked at",
    hint: '`pods` of the core group and `pods` of metrics.k8s.io are two resources. Which one is the rule about?',
    file: 'rules.ts',
    swaps: [['  if (!names(apiGroups, group)) return false;\n', '']],
  },
  {
    id: 'M6',
    step: '10.1',
    looksAsIf: 'a missing list of groups is taken for all of them',
    hint: 'The core group has a name too, the empty one. What does a rule say that names no group at all?',
    file: 'rules.ts',
    swaps: [
      [
        'if (!names(apiGroups, group)) return false;',
        'if (apiGroups.length > 0 && !names(apiGroups, group)) return false;',
      ],
    ],
  },
  {
    id: 'M7',
    step: '10.1',
    looksAsIf: 'a star before the slash reaches no part',
    hint: '`*/scale` is the scale of every resource. Which requests have one?',
    file: 'rules.ts',
    swaps: [
      [
        'const isOfAny = !isMain && resources.includes(`*/$' + '{subresource}`);',
        'const isOfAny = false;',
      ],
    ],
  },
  {
    id: 'M8',
    step: '10.1',
    looksAsIf: 'a star before the slash reaches the resource itself',
    hint: '`*/scale` allows the scale of a Deployment. Does it allow the Deployment?',
    file: 'rules.ts',
    swaps: [
      [
        'const isOfAny = !isMain && resources.includes(`*/$' + '{subresource}`);',
        "const isOfAny = resources.some((one) => one.startsWith('*/') && (isMain || one === `*/$" +
          '{subresource}`));',
      ],
    ],
  },
  {
    id: 'M9',
    step: '10.1',
    looksAsIf: 'a star behind the slash is taken for every part',
    hint: 'In a rule `pods/*` is a text like others. Which two forms of a star are special?',
    file: 'rules.ts',
    swaps: [
      [
        'const isOfAny = !isMain && resources.includes(`*/$' + '{subresource}`);',
        'const isOfAny =\n    !isMain &&\n    (resources.includes(`*/$' +
          '{subresource}`) || resources.includes(`$' +
          '{resource}/*`));',
      ],
    ],
  },
  {
    id: 'M10',
    step: '10.1',
    looksAsIf: 'a star among the verbs is a verb',
    hint: '`*` is every verb, impersonate and bind too.',
    file: 'rules.ts',
    swaps: [
      [
        'if (!names(verbs, asks.verb)) return false;',
        'if (!verbs.includes(asks.verb)) return false;',
      ],
    ],
  },
  {
    id: 'M11',
    step: '10.2',
    looksAsIf: 'a rule for resources lets paths through',
    hint: '`/healthz` has no group and no resource. What in the rule could name it?',
    file: 'rules.ts',
    swaps: [
      [
        '    const paths = rule.nonResourceURLs ?? [];\n',
        "    const paths = rule.nonResourceURLs ?? (resources.includes('*') ? ['*'] : []);\n",
      ],
    ],
  },
  {
    id: 'M12',
    step: '10.2',
    looksAsIf: 'only whole paths fit',
    hint: '`/api/*` ends in a star. `matchesPath` knows what that means.',
    file: 'rules.ts',
    swaps: [
      [
        'paths.some((pattern) => matchesPath(pattern, asks.path))',
        "paths.includes('*') || paths.includes(asks.path)",
      ],
    ],
  },
  {
    id: 'M13',
    step: '10.2',
    looksAsIf: "the verb of a request for a path isn't looked at",
    hint: 'A rule for `get` of `/logs` says nothing of a POST to it.',
    file: 'rules.ts',
    swaps: [
      [
        '  if (!names(verbs, asks.verb)) return false;\n  if (!asks.isResourceRequest) {',
        '  if (asks.isResourceRequest && !names(verbs, asks.verb)) return false;\n  if (!asks.isResourceRequest) {',
      ],
    ],
  },
  {
    id: 'M14',
    step: '10.2',
    looksAsIf: 'a resource is looked for among the paths',
    hint: 'A request for a resource has a path too. Which of the two is the rule about?',
    file: 'rules.ts',
    swaps: [
      [
        '  const { group, resource, subresource, name } = asks;',
        '  const urls = rule.nonResourceURLs ?? [];\n  if (urls.some((pattern) => matchesPath(pattern, asks.path))) return true;\n  const { group, resource, subresource, name } = asks;',
      ],
    ],
  },
  {
    id: 'M15',
    step: '10.3',
    looksAsIf: 'a binding to a ClusterRole is taken to hold everywhere',
    hint: 'A RoleBinding may give a ClusterRole. Where does it stand itself?',
    file: 'roles.ts',
    swaps: [
      [
        "  if (namespace === '') return;\n",
        "  if (namespace === '') namespace = 'home';\n",
      ],
    ],
  },
  {
    id: 'M16',
    step: '10.3',
    looksAsIf: "a role that isn't there ends the search",
    hint: 'One binding names a role that somebody has deleted. What of the others?',
    file: 'roles.ts',
    swaps: [
      [
        'if (role === undefined) yield { missing: binding.roleRef };',
        'if (role === undefined) {\n      yield { missing: binding.roleRef };\n      return;\n    }',
      ],
    ],
  },
  {
    id: 'M17',
    step: '10.3',
    looksAsIf: 'an account is known by its name alone',
    hint: 'Each namespace may have an account called `robot`. Which one does the subject mean?',
    file: 'roles.ts',
    swaps: [
      [
        "return kind === 'ServiceAccount' && isServiceAccount(user.name, of, name);",
        "return (\n      kind === 'ServiceAccount' && (of !== of || user.name.endsWith(`:$" +
          '{name}`))\n    );',
      ],
    ],
  },
  {
    id: 'M18',
    step: '10.3',
    looksAsIf: 'a name is looked for among the groups too',
    hint: "A user called `dev` isn't the group `dev`.",
    file: 'roles.ts',
    swaps: [
      [
        "if (kind === 'User') return user.name === name;",
        "if (kind === 'User')\n      return user.name === name || user.groups.includes(name);",
      ],
    ],
  },
  {
    id: 'M19',
    step: '10.4',
    looksAsIf: 'a rule is held only if one rule holds all of it',
    hint: 'You may get by one rule and list by another. Is "get and list" more than you have?',
    file: 'escalation.ts',
    swaps: [
      [
        'for (const verb of verbs)\n          for (const only',
        "for (const verb of [verbs.join(',')])\n          for (const only",
      ],
    ],
  },
  {
    id: 'M20',
    step: '10.4',
    looksAsIf: 'names that are missing from a rule are not asked for',
    hint: 'A rule without names is about all of them. Who holds it that has one with names?',
    file: 'escalation.ts',
    swaps: [
      [
        'for (const only of named.length === 0 ? [{}] : named)',
        'for (const only of [{}])',
      ],
    ],
  },
  {
    id: 'M21',
    step: '10.4',
    looksAsIf: 'rules without names give nothing',
    hint: 'If there are no names to walk through, a loop over them does nothing. What does such a rule give?',
    file: 'escalation.ts',
    swaps: [
      [
        'for (const only of named.length === 0 ? [{}] : named)',
        'for (const only of named)',
      ],
    ],
  },
  {
    id: 'M22',
    step: '10.4',
    looksAsIf: "the paths of a rule aren't compared",
    hint: 'A rule may name URLs. Who may give `/metrics` away?',
    file: 'escalation.ts',
    swaps: [
      [
        'for (const path of rule.nonResourceURLs ?? [])',
        'for (const path of [] as string[])',
      ],
    ],
  },
  {
    id: 'M23',
    step: '10.4',
    looksAsIf: 'a rule that is partly held is held',
    hint: 'Which of the parts are missing? One that is there makes up for none.',
    file: 'escalation.ts',
    swaps: [
      [
        'return parts.filter((part) => !held.some((own) => ruleAllows(own, asked(part))));',
        'const isHeld = (part: PolicyRule): boolean =>\n    held.some((own) => ruleAllows(own, asked(part)));\n  return parts.some(isHeld) ? [] : parts;',
      ],
    ],
  },
  {
    id: 'M24',
    step: '10.5',
    looksAsIf: 'each plugin is handed the object as it came',
    hint: 'A plugin sees what those before it have made. Which object do you hand it?',
    file: 'chain.ts',
    swaps: [
      [
        '    object = await admitted(plugin, attributes, object);\n    if (plugin.reinvocation === undefined) continue;',
        '    object = await admitted(plugin, attributes, given(attributes));\n    if (plugin.reinvocation === undefined) continue;',
      ],
    ],
  },
  {
    id: 'M25',
    step: '10.5',
    looksAsIf: 'the second round is always run',
    hint: 'If no webhook has changed anything, nobody has missed anything.',
    file: 'chain.ts',
    swaps: [['  if (!isChanged) return object;\n', '']],
  },
  {
    id: 'M26',
    step: '10.5',
    looksAsIf: 'there is no second round',
    hint: 'A webhook adds a container behind the plugin that fills in defaults. Who fills in those?',
    file: 'chain.ts',
    swaps: [
      [
        'if (!isChanged) return object;',
        'if (!isChanged || isChanged) return object;',
      ],
    ],
  },
  {
    id: 'M27',
    step: '10.5',
    looksAsIf: 'a plugin of the server makes a second round too',
    hint: 'Ours run before the webhooks, and each sees what the others before it did. Whose changes come too late?',
    file: 'chain.ts',
    swaps: [
      [
        '    if (plugin.reinvocation === undefined) continue;\n    left.set(plugin, object);\n    if (!isSameJson(before, object)) isChanged = true;',
        '    left.set(plugin, object);\n    if (!isSameJson(before, object)) isChanged = true;',
      ],
    ],
  },
  {
    id: 'M28',
    step: '10.5',
    looksAsIf: 'an equal object is taken for a change',
    hint: 'A webhook may hand back a copy. Has it changed anything?',
    file: 'chain.ts',
    swaps: [
      [
        'if (!isSameJson(before, object)) isChanged = true;',
        'if (before !== object) isChanged = true;',
      ],
    ],
  },
  {
    id: 'M29',
    step: '10.5',
    looksAsIf: 'webhooks with Never are asked again',
    hint: 'Never means once.',
    file: 'chain.ts',
    swaps: [
      [
        "if (isOurs || (plugin.reinvocation === 'IfNeeded' && isNews))",
        'if (isOurs || isNews)',
      ],
    ],
  },
  {
    id: 'M30',
    step: '10.5',
    looksAsIf: 'a webhook is asked again about its own change',
    hint: "Whose change is it that a webhook hasn't seen? Compare with what it left, not with what it got.",
    file: 'chain.ts',
    swaps: [['    left.set(plugin, object);', '    left.set(plugin, before);']],
  },
  {
    id: 'M31',
    step: '10.5',
    looksAsIf: 'every webhook with IfNeeded is asked again',
    hint: 'IfNeeded: is it, if the object is just as this webhook left it?',
    file: 'chain.ts',
    swaps: [
      [
        "(plugin.reinvocation === 'IfNeeded' && isNews)",
        "plugin.reinvocation === 'IfNeeded'",
      ],
    ],
  },
  {
    id: 'M32',
    step: '10.5',
    looksAsIf: 'only webhooks run in the second round',
    hint: "The server's own plugins have missed the webhook's change as well.",
    file: 'chain.ts',
    swaps: [['if (isOurs || (plugin', 'if (!isOurs && (plugin']],
  },
  {
    id: 'M33',
    step: '10.6',
    looksAsIf: 'the default overwrites what the container says',
    hint: 'The container has said something. Is a default for those who have?',
    file: 'limit-defaults.ts',
    swaps: [
      [
        '  requests = { ...requests, ...given.requests };',
        '  requests = { ...given.requests, ...requests };',
      ],
    ],
  },
  {
    id: 'M34',
    step: '10.6',
    looksAsIf: 'default and defaultRequest are mixed up',
    hint: "Of the two names one doesn't say what it's the default of. It's the limit.",
    file: 'limit-defaults.ts',
    swaps: [
      [
        '    requests = { ...requests, ...item.defaultRequest };\n    limits = { ...limits, ...item.default };',
        '    requests = { ...requests, ...item.default };\n    limits = { ...limits, ...item.defaultRequest };',
      ],
    ],
  },
  {
    id: 'M35',
    step: '10.6',
    looksAsIf: 'a container that says anything gets nothing',
    hint: 'It says how much memory it wants. Who says how much CPU?',
    file: 'limit-defaults.ts',
    swaps: [
      [
        "    if (item.type !== 'Container') continue;",
        "    if (item.type !== 'Container') continue;\n    if (Object.keys(given.requests).length > 0) continue;",
      ],
    ],
  },
  {
    id: 'M36',
    step: '10.6',
    looksAsIf: 'items for Pods are taken for items for containers',
    hint: 'A LimitRange has items of several types. Which ones say what a container gets?',
    file: 'limit-defaults.ts',
    swaps: [["    if (item.type !== 'Container') continue;\n", '']],
  },
  {
    id: 'M37',
    step: '10.6',
    looksAsIf: 'of two items the first counts',
    hint: 'The items of one range are laid over one another, in their order.',
    file: 'limit-defaults.ts',
    swaps: [
      [
        '    limits = { ...limits, ...item.default };',
        '    limits = { ...item.default, ...limits };',
      ],
    ],
  },
  {
    id: 'M38',
    step: '10.6',
    looksAsIf: 'requests are filled in from the limits',
    hint: "A default limit is no default request. (Chapter 09's defaults do that, before admission.)",
    file: 'limit-defaults.ts',
    swaps: [
      [
        'requests = { ...requests, ...item.defaultRequest };',
        'requests = { ...requests, ...item.default, ...item.defaultRequest };',
      ],
    ],
  },
  {
    id: 'M39',
    step: '10.7',
    looksAsIf: 'a quota that is just filled refuses',
    hint: 'Two of two are allowed. From where on is it too much?',
    file: 'quota.ts',
    swaps: [
      [
        'if (compareQuantities(sum, limit) > 0) over.push(name);',
        'if (compareQuantities(sum, limit) >= 0) over.push(name);',
      ],
    ],
  },
  {
    id: 'M40',
    step: '10.7',
    looksAsIf: "what the quota doesn't limit is refused",
    hint: 'A quota of CPU says nothing of Pods. Is that none, or as many as you like?',
    file: 'quota.ts',
    swaps: [
      [
        '      if (limit === undefined) continue;',
        '      if (limit === undefined) {\n        over.push(name);\n        continue;\n      }',
      ],
    ],
  },
  {
    id: 'M41',
    step: '10.7',
    looksAsIf: 'what was used of other things is forgotten',
    hint: 'The quota keeps count of Pods as well. What becomes of that when CPU is charged?',
    file: 'quota.ts',
    swaps: [
      [
        'charges.push({ quota, used: { ...used, ...after } });',
        'charges.push({ quota, used: after });',
      ],
    ],
  },
  {
    id: 'M42',
    step: '10.7',
    looksAsIf: 'only the first thing that is too much is told',
    hint: 'What would somebody do who has mended the one, and is told of the next?',
    file: 'quota.ts',
    swaps: [
      [
        'throw exceeded(quota, amounts, over, attributes);',
        'throw exceeded(quota, amounts, over.slice(0, 1), attributes);',
      ],
    ],
  },
  {
    id: 'M43',
    step: '10.7',
    looksAsIf: 'what is over already refuses everything',
    hint: 'Somebody has lowered the limit. This request wants none of that.',
    file: 'quota.ts',
    swaps: [
      [
        '    if (over.length > 0) throw',
        '    for (const name of Object.keys(hard))\n      if (compareQuantities(amountOf(used, name) ?? NOTHING, amountOf(hard, name) ?? NOTHING) > 0) over.push(name);\n    if (over.length > 0) throw',
      ],
    ],
  },
  {
    id: 'M44',
    step: '10.7',
    looksAsIf: 'quotas that limit none of it are charged too',
    hint: 'A quota of memory has nothing to do with this request. Why write it?',
    file: 'quota.ts',
    swaps: [
      [
        '    if (Object.keys(after).length > 0)\n      charges.push',
        '    charges.push',
      ],
    ],
  },
  {
    id: 'M45',
    step: '10.7',
    looksAsIf: 'one quota that fits is enough',
    hint: 'Each quota is a limit of its own. Who has to agree?',
    file: 'quota.ts',
    swaps: [
      [
        'if (over.length > 0) throw exceeded(quota, amounts, over, attributes);',
        'if (over.length > 0 && charges.length === 0)\n      throw exceeded(quota, amounts, over, attributes);',
      ],
    ],
  },
  {
    id: 'M46',
    step: '10.8',
    looksAsIf: 'all quotas are charged again when one was lost',
    hint: 'The quotas that you wrote have this Pod in them. What happens if they are charged once more?',
    file: 'quota.ts',
    swaps: [
      [
        '    if (!(await store.update(quota, used))) lost.push(quota);\n  return lost;',
        '    if (!(await store.update(quota, used))) lost.push(quota);\n  return lost.length === 0 ? lost : charges.map(({ quota }) => quota);',
      ],
    ],
  },
  {
    id: 'M47',
    step: '10.8',
    looksAsIf: 'a lost race is taken for won',
    hint: 'What does `update` say if somebody has written in between?',
    file: 'quota.ts',
    swaps: [
      [
        '    if (!(await store.update(quota, used))) lost.push(quota);',
        '    await store.update(quota, used);',
      ],
    ],
  },
  {
    id: 'M48',
    step: '10.8',
    looksAsIf: 'a quota that was lost is charged as it was first read',
    hint: "What was read first is out of date. That's how the race was lost.",
    file: 'quota.ts',
    swaps: [
      [
        '    if (quota !== undefined) found.push(quota);',
        '    const old = lost.find((one) => one.metadata.name === name);\n    if (quota !== undefined && old !== undefined)\n      found.push({ ...old, metadata: quota.metadata });',
      ],
    ],
  },
  {
    id: 'M49',
    step: '10.8',
    looksAsIf: 'a dry run counts',
    hint: 'Nothing of a dry run is kept. What would the quota have counted?',
    file: 'quota.ts',
    swaps: [
      [
        'const lost = dryRun ? [] : await write(store, charges);',
        'const lost = await write(store, charges);',
      ],
    ],
  },
  {
    id: 'M50',
    step: '10.8',
    looksAsIf: 'it is tried once less',
    hint: 'Up to three times *more*: how many is that in all?',
    file: 'quota.ts',
    swaps: [
      ['if (tries === QUOTA_RETRIES &&', 'if (tries === QUOTA_RETRIES - 1 &&'],
    ],
  },
];
