// The figures of chapter 10, drawn by sending requests through the chapter's gates.

import type { Attributes, RequestInfo } from '#apiserver';
import {
  ANONYMOUS,
  authenticate,
  createChain,
  createQuotaGate,
  createRbac,
  type GatePlugin,
  type Kinds,
  type PolicyRule,
  type Reader,
  type ResourceQuota,
  ruleAllows,
  staticTokens,
} from '#gates';
import type { KubeObject } from '#objects';
import {
  arrow,
  box,
  cross,
  cylinder,
  fresh,
  gone,
  type State,
  strip,
  tape,
  words,
} from '../../site/press/drawing.ts';

const INFO: RequestInfo = {
  ...{ verb: 'get', path: '', isResourceRequest: true, group: '', version: 'v1' },
  ...{ resource: 'pods', subresource: '', namespace: 'home', name: '' },
};

const NOBODY: Reader = { list: () => [], get: () => undefined };

const GATES = ['who?', 'may they?', 'what of it?'];

/** Three requests, and the gate at which each is stopped. */
export async function gates(): Promise<string> {
  const tokens = [staticTokens({ s3cret: { name: 'bob', groups: [] } })];
  const isKnown = await authenticate(
    { method: 'GET', url: '/', headers: { authorization: 'Bearer old' } },
    tokens,
  ).then(
    () => true,
    () => false,
  );
  const isAllowed = createRbac(NOBODY)(ANONYMOUS, INFO).allowed;
  const show = (title: string, stops: number, says: string): State => {
    const body = GATES.map((gate, i) => {
      const y = 34 + i * 46;
      const drawn = box({ x: 40, y, w: 110, h: 30 }, gate, { here: i === stops });
      return i > stops ? gone(drawn) : drawn;
    });
    const end = 34 + stops * 46;
    return {
      ...{ title, w: 190, h: 218 },
      body: [
        ...body,
        cylinder({ x: 58, y: 170, w: 74, h: 44 }, 'store'),
        arrow([20, 10], [20, end + 12]),
        fresh(cross(20, end + 22)),
        words(34, 18, says, 'small'),
      ],
    };
  };
  return strip(
    'Three gates, one below the other, before the store: who, may they, what of it. A ' +
      'token that nobody knows is stopped at the first with 401, a user without a role ' +
      'at the second with 403, a Pod too many at the third.',
    [
      show('401', isKnown ? 3 : 0, 'an old token'),
      show('403, forbidden', isAllowed ? 3 : 1, 'bob gets pods'),
      show('403, quota', 2, 'one Pod too many'),
    ],
  );
}

const COLUMNS: readonly (readonly [string, Partial<RequestInfo>])[] = [
  ['pods', {}],
  ['pods/log', { subresource: 'log' }],
  ['nodes', { resource: 'nodes', namespace: '' }],
];
const VERBS = ['get', 'list', 'delete'];

/** What three rules allow, of three verbs and three resources. */
export function grid(): string {
  const show = (title: string, rule: PolicyRule): State => {
    const heads = VERBS.map((verb, i) => words(84 + i * 46, 14, verb, 'small mid'));
    const rows = COLUMNS.flatMap(([name, more], row) => {
      const y = 24 + row * 34;
      const cells = VERBS.map((verb, i) => {
        const isAllowed = ruleAllows(rule, { ...INFO, ...more, verb });
        const cell = box(
          { x: 64 + i * 46, y, w: 40, h: 26 },
          isAllowed ? 'yes' : '',
        );
        return isAllowed ? fresh(cell) : cell;
      });
      return [words(0, y + 18, name, 'small'), ...cells];
    });
    return { title, w: 200, h: 130, body: [...heads, ...rows] };
  };
  const apiGroups = [''];
  return strip(
    'Three rules as grids of verbs and resources. get, list of pods: two cells. any verb ' +
      'of */log: the row of pods/log. get of everything: the first column.',
    [
      show('get, list: pods', {
        ...{ verbs: ['get', 'list'], apiGroups, resources: ['pods'] },
      }),
      show('*: */log', { verbs: ['*'], apiGroups, resources: ['*/log'] }),
      show('get: *', { verbs: ['get'], apiGroups, resources: ['*'] }),
    ],
  );
}

type Lists = { readonly [K in keyof Kinds]?: readonly Kinds[K][] };

function readerOf(lists: Lists): Reader {
  const list: Reader['list'] = (kind, namespace) =>
    (lists[kind] ?? []).filter(
      (one) => (one.metadata.namespace ?? '') === namespace,
    );
  return {
    list,
    get: (kind, namespace, name) =>
      list(kind, namespace).find(({ metadata }) => metadata.name === name),
  };
}

const WHERE = ['home', 'away', 'all of them'];

/** Where one rule holds, wrapped in three ways. */
export function reach(): string {
  const rules = [{ verbs: ['get'], apiGroups: [''], resources: ['pods'] }];
  const subjects = [{ kind: 'User', name: 'bob' }];
  const role = { apiVersion: 'v1', kind: 'Role', rules };
  const at = (namespace: string) =>
    namespace === '' ? { name: 'r' } : { name: 'r', namespace };
  const show = (title: string, kind: string, of: string, by: string): State => {
    const roleRef = { apiGroup: '', kind, name: 'r' };
    const bound = { ...role, metadata: at(by), roleRef, subjects };
    const one = { ...role, metadata: at(of) };
    const reader = readerOf({
      ...(of === '' ? { clusterroles: [one] } : { roles: [one] }),
      ...(by === '' ? { clusterrolebindings: [bound] } : { rolebindings: [bound] }),
    });
    const rbac = createRbac(reader);
    const boxes = WHERE.map((name, i) => {
      const namespace = i === 2 ? '' : name;
      const bob = { name: 'bob', groups: [] };
      const { allowed } = rbac(bob, { ...INFO, namespace });
      const y = 12 + i * 38;
      const drawn = box({ x: 0, y, w: 120, h: 28 }, name);
      return allowed ? fresh(drawn) : gone(drawn);
    });
    return { title, w: 190, h: 126, body: boxes };
  };
  return strip(
    'A Role bound in home holds in home. A ClusterRole bound in home holds in home too. ' +
      'A ClusterRole bound in the cluster holds in home, away, and in all at once.',
    [
      show('Role, RoleBinding', 'Role', 'home', 'home'),
      show('ClusterRole, RoleBinding', 'ClusterRole', '', 'home'),
      show('two of the cluster', 'ClusterRole', '', ''),
    ],
  );
}

/** The rounds of a chain in which the last webhook adds a container. */
export async function rounds(): Promise<string> {
  const calls: string[] = [];
  const plugin = (name: string, label: string, more = {}): GatePlugin => ({
    name,
    ...more,
    admit({ object }) {
      if (object === undefined) throw new TypeError('no object');
      calls.push(name);
      const { metadata } = object;
      if (label === '') return object;
      const labels = { ...metadata.labels, [label]: 'yes' };
      return { ...object, metadata: { ...metadata, labels } };
    },
  });
  const names = ['ours', 'audit', 'mesh'];
  const chain = createChain([
    plugin('ours', ''),
    plugin('audit', '', { reinvocation: 'IfNeeded' }),
    plugin('mesh', 'sidecar', { reinvocation: 'IfNeeded' }),
  ]);
  const object: KubeObject = { apiVersion: 'v1', kind: 'Pod', metadata: {} };
  await chain.admit?.({
    ...{
      operation: 'CREATE',
      subresource: '',
      namespace: 'home',
      name: 'p',
      object,
    },
    resource: {
      ...{ group: '', version: 'v1', kind: 'Pod', resource: 'pods' },
      ...{ singular: 'pod', namespaced: true, verbs: [] },
    },
    ...{ user: ANONYMOUS, dryRun: false, options: {}, headers: {} },
    warn() {},
  });
  const rounds = [calls.slice(0, names.length), calls.slice(names.length)];
  const states = rounds.map((round, i): State => {
    const boxes = names.map((name, at) => {
      const drawn = box({ x: at * 74, y: 14, w: 64, h: 30 }, name);
      if (!round.includes(name)) return gone(drawn);
      return i === 1 || name === 'mesh' ? fresh(drawn) : drawn;
    });
    const says = i === 0 ? 'mesh changes the Pod' : 'those that have not seen it';
    return {
      title: i === 0 ? 'first round' : 'second round',
      ...{ w: 230, h: 76 },
      body: [...boxes, words(0, 66, says, 'quiet')],
    };
  });
  return strip(
    'First round: ours, audit, mesh, and mesh changes the Pod. Second round: ours and ' +
      'audit again; mesh is not asked.',
    states,
  );
}

const HARD = { hard: { pods: '2' } };

const quotaAt = (revision: number, used: string): ResourceQuota => ({
  ...{ apiVersion: 'v1', kind: 'ResourceQuota', spec: HARD },
  metadata: { name: 'q', namespace: 'home', resourceVersion: String(revision) },
  status: { ...HARD, used: { pods: used } },
});

const ONE_POD: Attributes = {
  ...{ operation: 'CREATE', subresource: '', namespace: 'home', name: 'p' },
  resource: {
    ...{ group: '', version: 'v1', kind: 'Pod', resource: 'pods' },
    ...{ singular: 'pod', namespaced: true, verbs: [] },
  },
  object: {
    ...{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' } },
    ...{ spec: { containers: [] } },
  },
  ...{ user: ANONYMOUS, dryRun: false, options: {}, headers: {} },
  warn() {},
};

/** Two requests for the last place of a quota, each through the gate. */
export async function race(): Promise<string> {
  const written = [quotaAt(5, '1')];
  const reader: Reader = {
    // What both have read, before either has written.
    list: (kind) => (kind === 'resourcequotas' ? [quotaAt(5, '1')] : []) as never[],
    get: () => undefined,
  };
  const tries: string[] = [];
  const gate = createQuotaGate(reader, {
    get: async () => written.at(-1),
    async update(quota, { pods = '' }) {
      const [last, made] = [written.at(-1), quota.metadata.resourceVersion];
      const isLast = last?.metadata.resourceVersion === made;
      tries.push(`on ${made}: ${isLast ? 'written' : 'too late'}`);
      if (isLast) written.push(quotaAt(Number(made) + 1, pods));
      return isLast;
    },
  });
  const ends = await Promise.all(
    [1, 2].map(() =>
      Promise.resolve(gate.validate?.(ONE_POD)).then(
        () => 'stores its Pod',
        () => `on ${written.at(-1)?.metadata.resourceVersion}: full, 403`,
      ),
    ),
  );
  const cells = written.map(({ metadata, status }, i) => ({
    text: metadata.resourceVersion ?? '',
    below: `${status?.used?.pods} of 2`,
    ...(i > 0 ? { mark: 'new' as const } : {}),
  }));
  const show = (
    title: string,
    shown: number,
    [one = '', other = '']: readonly string[],
  ): State => ({
    ...{ title, w: 200, h: 140 },
    body: [
      tape({ x: 10, y: 10, w: 56 }, cells.slice(0, shown)),
      words(0, 96, `first: ${one}`, 'small'),
      words(0, 122, `second: ${other}`, 'small'),
    ],
  });
  return strip(
    'Both have read 1 of 2 at revision 5. The first writes 2 of 2 at revision 6. The ' +
      'second writes on top of 5, is told that there is a 6, reads it, and is refused.',
    [
      show('both read', 1, ['has read 5', 'has read 5']),
      show('both write', 2, tries),
      show('the second again', 2, ends),
    ],
  );
}
