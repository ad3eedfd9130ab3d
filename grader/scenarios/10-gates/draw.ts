// How programs of the gates are drawn: few words, so that rules and requests meet, and stars
// among them; quotas near their limits. Simple ones come first, since shrinking goes there.

import type * as FastCheck from 'fast-check';
import type { LimitRangeItem, PolicyRule, ResourceList } from '#gates';
import type {
  Access,
  Asked,
  Deed,
  Op,
  PluginOf,
  Program,
  QuotaOf,
} from './types.ts';

type Fc = typeof FastCheck;
type Arbitrary<T> = FastCheck.Arbitrary<T>;

const some = <T>(fc: Fc, one: Arbitrary<T>, most = 2): Arbitrary<T[]> =>
  fc.array(one, { minLength: 1, maxLength: most });

/** A program of such ops: one to three. */
const program = (fc: Fc, op: Arbitrary<Op>): Arbitrary<Program> =>
  fc.array(op, { minLength: 1, maxLength: 3 });

const VERBS = ['get', 'list', 'delete', '*'] as const;
const GROUPS = ['', 'apps', '*'] as const;
const RESOURCES = ['pods', 'nodes', 'pods/log', '*/log', '*', 'pods/*'] as const;
const NAMES = ['a', 'b', '*'] as const;
const PATHS = ['/x', '/x/*', '/x/y', '*', '/x*', '/*/y'] as const;

function resourceRule(fc: Fc): Arbitrary<PolicyRule> {
  const plain = fc.record({
    verbs: some(fc, fc.constantFrom(...VERBS)),
    apiGroups: some(fc, fc.constantFrom(...GROUPS)),
    resources: some(fc, fc.constantFrom(...RESOURCES)),
  });
  const named = fc
    .tuple(plain, some(fc, fc.constantFrom(...NAMES)))
    .map(([rule, resourceNames]) => ({ ...rule, resourceNames }));
  return fc.oneof({ weight: 3, arbitrary: plain }, { weight: 2, arbitrary: named });
}

const pathRule = (fc: Fc): Arbitrary<PolicyRule> =>
  fc.record({
    verbs: some(fc, fc.constantFrom(...VERBS)),
    nonResourceURLs: some(fc, fc.constantFrom(...PATHS)),
  });

function askedResource(fc: Fc): Arbitrary<Asked> {
  return fc
    .tuple(
      fc.constantFrom('get', 'list', 'delete'),
      fc.constantFrom('', 'apps'),
      fc.constantFrom('pods', 'nodes', 'log'),
      fc.constantFrom('', '', 'log', 'status'),
      fc.constantFrom('', 'a', 'b', 'c'),
    )
    .map(([verb, group, resource, subresource, name]) => ({
      ...{ verb, group, resource },
      ...(subresource === '' ? {} : { subresource }),
      ...(name === '' ? {} : { name }),
    }));
}

const askedPath = (fc: Fc): Arbitrary<Asked> =>
  fc.record({
    verb: fc.constantFrom('get', 'delete'),
    path: fc.constantFrom('/x', '/x/', '/x/y', '/xy', '/', '/z/y'),
  });

const many = <T>(fc: Fc, one: Arbitrary<T>): Arbitrary<T[]> =>
  fc.array(one, { minLength: 4, maxLength: 8, size: 'max' });

export function rules(fc: Fc): Arbitrary<Program> {
  const asks = many(fc, askedResource(fc));
  return program(fc, fc.record({ rule: resourceRule(fc), asks }));
}

export function urls(fc: Fc): Arbitrary<Program> {
  const asks = many(
    fc,
    fc.oneof(
      { weight: 3, arbitrary: askedPath(fc) },
      { weight: 1, arbitrary: askedResource(fc) },
    ),
  );
  const rule = fc.oneof(
    { weight: 3, arbitrary: pathRule(fc) },
    { weight: 1, arbitrary: resourceRule(fc) },
  );
  return program(fc, fc.record({ rule, asks }));
}

const WHO = [
  { name: 'bob', groups: ['dev'] },
  { name: 'dev', groups: ['bob', 'ops'] },
  { name: 'system:serviceaccount:home:bob', groups: ['ops'] },
] as const;

function access(fc: Fc): Arbitrary<Access> {
  const namespace = fc.constantFrom('home', 'home', 'away');
  const local = fc.record({
    name: fc.constantFrom('r', 's'),
    namespace,
    rules: some(fc, resourceRule(fc)),
  });
  const wide = fc.record({
    name: fc.constantFrom('r', 's'),
    rules: some(fc, fc.oneof(resourceRule(fc), pathRule(fc))),
  });
  const subject = fc.oneof(
    fc.record({
      kind: fc.constantFrom('User', 'Group', 'ServiceAccount'),
      name: fc.constantFrom('bob', 'dev', 'ops'),
    }),
    fc.record({
      kind: fc.constant('ServiceAccount'),
      name: fc.constantFrom('bob'),
      namespace,
    }),
  );
  const to = fc.record({
    kind: fc.constantFrom('ClusterRole', 'Role'),
    name: fc.constantFrom('r', 's', 'gone'),
  });
  const subjects = some(fc, subject);
  const bindings = fc
    .tuple(
      fc.array(fc.record({ namespace, to, subjects }), { maxLength: 3 }),
      fc.array(fc.record({ to, subjects }), { maxLength: 2 }),
    )
    .map(([locals, wides]) =>
      [...locals, ...wides].map((one, i) => ({ name: `b${i}`, ...one })),
    );
  const roles = fc
    .tuple(fc.array(local, { maxLength: 3 }), fc.array(wide, { maxLength: 2 }))
    .map(([locals, wides]) => once([...locals, ...wides]));
  return fc.record({ roles, bindings });
}

/** Of two roles of the same name and place only the first. */
function once<T extends { readonly name: string; readonly namespace?: string }>(
  list: readonly T[],
): T[] {
  const seen = new Set<string>();
  return list.filter(({ name, namespace = '' }) => {
    const key = `${namespace}/${name}`;
    return !seen.has(key) && seen.add(key);
  });
}

export function bindings(fc: Fc): Arbitrary<Program> {
  const place = fc.constantFrom(undefined, 'home', 'away');
  const placed = fc
    .tuple(askedResource(fc), place)
    .map(([asked, namespace]) =>
      namespace === undefined ? asked : { ...asked, namespace },
    );
  const asks = many(
    fc,
    fc.oneof(
      { weight: 4, arbitrary: placed },
      { weight: 1, arbitrary: askedPath(fc) },
    ),
  );
  const who = fc.constantFrom(...WHO);
  return program(fc, fc.record({ access: access(fc), who, asks }));
}

export function escalation(fc: Fc): Arbitrary<Program> {
  const rule = fc.oneof(
    { weight: 4, arbitrary: resourceRule(fc) },
    { weight: 1, arbitrary: pathRule(fc) },
  );
  const compare: Arbitrary<Op> = fc.record({
    held: fc.array(rule, { maxLength: 3 }),
    given: fc.array(rule, { minLength: 1, maxLength: 2 }),
  });
  const writes: Arbitrary<Op> = fc.record({
    access: access(fc),
    who: fc.constantFrom(...WHO),
    writes: fc.record({
      name: fc.constant('new'),
      namespace: fc.constant('home'),
      rules: some(fc, resourceRule(fc)),
    }),
  });
  return program(
    fc,
    fc.oneof({ weight: 3, arbitrary: compare }, { weight: 1, arbitrary: writes }),
  );
}

const LABELS = ['x', 'y', 'z'] as const;

function pluginOf(fc: Fc): Arbitrary<PluginOf> {
  const label = fc.constantFrom(...LABELS);
  const deed: Arbitrary<Deed> = fc.oneof(
    fc.record({ sets: label }),
    fc.record({ adds: fc.constantFrom('p', 'q') }),
    fc.record({ copies: label, to: label }),
    fc.record({ drops: label }),
    fc.record({ repeats: fc.constant(true as const) }),
    fc.record({ refuses: fc.constant('z') }),
  );
  const kind = fc.constantFrom(
    undefined,
    'IfNeeded',
    'IfNeeded',
    'Never',
  ) as Arbitrary<PluginOf['reinvocation']>;
  const looking = fc.constantFrom(undefined, undefined, {}, { refuses: 'y' });
  return fc
    .tuple(kind, deed, looking, fc.constantFrom(0, 0, 0, 5))
    .map(([reinvocation, admit, looks, after]) => ({
      ...{ name: '', admit },
      ...(reinvocation === undefined ? {} : { reinvocation }),
      ...(looks === undefined ? {} : { looks }),
      ...(after === 0 ? {} : { after }),
    }));
}

export function order(fc: Fc): Arbitrary<Program> {
  const chain = fc
    .array(pluginOf(fc), { minLength: 1, maxLength: 5, size: 'max' })
    .map((all) => all.map((one, i) => ({ ...one, name: `${'abcde'[i] ?? 'f'}` })));
  const labels = fc.constantFrom({}, { x: '1' }, { y: '1', x: '2' });
  return program(fc, fc.record({ chain, labels }));
}

const listOf = (
  fc: Fc,
  names: readonly string[],
  amounts: readonly string[],
): Arbitrary<ResourceList> =>
  fc
    .array(fc.tuple(fc.constantFrom(...names), fc.constantFrom(...amounts)), {
      maxLength: 3,
    })
    .map((entries) => Object.fromEntries(entries));

export function defaults(fc: Fc): Arbitrary<Program> {
  const names = ['cpu', 'memory'];
  const list = listOf(fc, names, ['1', '2', '0']);
  const resources = fc.record(
    { requests: list, limits: list },
    { requiredKeys: [] },
  );
  const container = fc.oneof(
    fc.record({ name: fc.constantFrom('c', 'd') }),
    fc.record({ name: fc.constantFrom('c', 'd'), resources }),
  );
  const item: Arbitrary<LimitRangeItem> = fc.record(
    {
      type: fc.constantFrom('Container', 'Container', 'Container', 'Pod'),
      default: listOf(fc, names, ['3', '4']),
      defaultRequest: listOf(fc, names, ['5', '6']),
    },
    { requiredKeys: ['type'] },
  );
  const ranges = some(fc, some(fc, item));
  return program(fc, fc.record({ pod: some(fc, container), ranges }));
}

function quotaOf(fc: Fc, names: readonly string[]): Arbitrary<QuotaOf> {
  const hard = listOf(fc, names, ['1', '2', '500m', '1Ki', '0']);
  const used = listOf(fc, names, ['1', '500m', '2', '0', '1000m']);
  return fc.record(
    { name: fc.constant('q'), hard, used },
    {
      requiredKeys: ['name', 'hard'],
    },
  );
}

const lettered = <T extends { readonly name: string }>(all: readonly T[]): T[] =>
  all.map((one, i) => ({ ...one, name: `${'pqrs'[i] ?? 't'}` }));

export function quotas(fc: Fc): Arbitrary<Program> {
  const names = ['cpu', 'pods', 'memory'];
  const amounts = listOf(fc, names, ['1', '500m', '250m', '2']);
  const list = some(fc, quotaOf(fc, names), 3).map(lettered);
  return program(fc, fc.record({ quotas: list, amounts }));
}

export function races(fc: Fc): Arbitrary<Program> {
  const names = ['pods', 'requests.cpu', 'cpu'];
  const list = some(fc, quotaOf(fc, names), 2).map(lettered);
  const other = fc
    .tuple(
      fc.constantFrom('p', 'q'),
      listOf(fc, ['pods', 'requests.cpu'], ['1', '2', '500m', '0']),
    )
    .map(([quota, taken]) => ({ ...taken, quota }));
  return program(
    fc,
    fc.record({
      quotas: list,
      cpu: fc.constantFrom('500m', '1', '100m'),
      others: fc.array(other, { maxLength: 5, size: 'max' }),
    }),
  );
}
