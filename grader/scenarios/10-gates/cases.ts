// The named programs of chapter 10, by what they show. They are always played, first.

import type { PolicyRule } from '#gates';
import type {
  Access,
  Asked,
  Deed,
  Op,
  PluginOf,
  Program,
  QuotaOf,
  Who,
} from './types.ts';

type Cases = Readonly<Record<string, Program>>;

const READ = ['get', 'list'];
const EVERY = [
  ...[...READ, 'watch', 'create', 'update', 'patch', 'delete'],
  'deletecollection',
];
const get = (resource: string, more: Partial<Asked> = {}): Asked => ({
  ...{ verb: 'get', resource },
  ...more,
});
const ask = (rule: PolicyRule, ...asks: readonly Asked[]): Op => ({ rule, asks });
const core = (
  resources: readonly string[],
  more: Partial<PolicyRule> = {},
): PolicyRule => ({ verbs: READ, apiGroups: [''], resources, ...more });

export const rules: Cases = {
  'verb, group and resource have to fit, all three': [
    ask(
      core(['pods', 'secrets']),
      get('pods'),
      get('secrets'),
      get('nodes'),
      { verb: 'delete', resource: 'pods' },
      get('pods', { group: 'apps' }),
    ),
  ],
  'a star is every verb, group or resource': [
    ask(core(['pods'], { verbs: ['*'] }), {
      verb: 'impersonate',
      resource: 'pods',
    }),
    ask(core(['pods'], { apiGroups: ['*'] }), get('pods', { group: 'apps' })),
    ask(
      core(['*']),
      get('pods'),
      get('pods', { subresource: 'log' }),
      get('nodes'),
    ),
    ask(core(['*'], { apiGroups: ['apps'] }), get('pods')),
  ],
  'a part of an object is a resource of its own': [
    ask(
      core(['pods']),
      get('pods', { subresource: 'log' }),
      get('pods', { subresource: 'status' }),
    ),
    ask(core(['pods/log']), get('pods'), get('pods', { subresource: 'log' })),
    ask(
      core(['pods/log']),
      get('services', { subresource: 'log' }),
      get('log'),
      get('pods', { subresource: 'logs' }),
    ),
  ],
  'a star before the slash': [
    ask(
      core(['*/scale']),
      get('pods', { subresource: 'scale' }),
      get('nodes', { subresource: 'scale' }),
      get('scale'),
      get('pods'),
      get('pods', { subresource: 'downscale' }),
    ),
  ],
  'a star behind the slash is no star': [
    ask(
      core(['pods/*']),
      get('pods', { subresource: 'log' }),
      get('pods', { subresource: '*' }),
      get('pods'),
    ),
  ],
  'names bound what has a name': [
    ask(
      core(['pods'], { resourceNames: ['a', 'b'] }),
      get('pods', { name: 'a' }),
      get('pods', { name: 'c' }),
      { verb: 'list', resource: 'pods' },
      { verb: 'list', resource: 'pods', name: 'b' },
    ),
    ask(
      core(['pods'], { resourceNames: [] }),
      get('pods', { name: 'c' }),
      get('pods'),
    ),
  ],
  'a star among names is a name': [
    ask(
      core(['pods'], { resourceNames: ['*'] }),
      get('pods', { name: 'a' }),
      get('pods', { name: '*' }),
    ),
  ],
  'what a rule leaves out it does not give': [
    ask({ verbs: ['*'] }, get('pods'), { verb: 'get', path: '/' }),
    ask({ verbs: [], apiGroups: ['*'], resources: ['*'] }, get('pods')),
    ask({ verbs: ['*'], resources: ['*'] }, get('pods')),
    ask({ verbs: ['*'], apiGroups: ['*'] }, get('pods')),
    ask({ verbs: ['*'], apiGroups: ['*'], resources: [] }, get('pods')),
  ],
};

const paths = (list: readonly string[], verbs: readonly string[] = ['get']) => ({
  ...{ verbs, nonResourceURLs: list },
});
const at = (path: string, verb = 'get'): Asked => ({ verb, path });

export const urls: Cases = {
  'a path is that path and no other': [
    ask(
      paths(['/healthz', '/version']),
      at('/healthz'),
      at('/version'),
      at('/healthz/'),
      at('/healthz/etcd'),
      at('/health'),
    ),
  ],
  'a star at the end is all that begins so': [
    ask(
      paths(['/api/*']),
      at('/api/'),
      at('/api/v1'),
      at('/api/v1/pods'),
      at('/api'),
      at('/apis'),
    ),
    ask(paths(['/api*']), at('/api'), at('/apis'), at('/ap')),
    ask(paths(['*']), at('/'), at('/any/where')),
  ],
  'a star within a path is none': [
    ask(paths(['/api/*/x']), at('/api/v1/x'), at('/api/*/x')),
  ],
  'the verb counts for paths too': [
    ask(
      paths(['/logs'], ['get', 'head']),
      at('/logs', 'post'),
      at('/logs', 'head'),
    ),
    ask(paths(['/logs'], ['*']), at('/logs', 'post')),
  ],
  'a resource is no path, and a path no resource': [
    ask(paths(['*'], ['*']), get('pods'), at('/api/v1/pods')),
    ask(core(['*'], { verbs: ['*'] }), at('/healthz'), get('pods')),
    ask(
      { ...core(['pods']), nonResourceURLs: ['/healthz'] },
      get('pods'),
      at('/healthz'),
      get('nodes'),
    ),
  ],
};

const bob: Who = { name: 'bob', groups: ['dev', 'system:authenticated'] };
const robot: Who = {
  name: 'system:serviceaccount:home:robot',
  groups: ['system:serviceaccounts', 'system:serviceaccounts:home'],
};
const user = (name: string) => ({ kind: 'User', name });
const HOME = 'home';
const AWAY = 'away';
const everywhere = (asked: Asked): readonly Asked[] => [
  { ...asked, namespace: HOME },
  { ...asked, namespace: AWAY },
  asked,
];

function given(
  name: string | undefined,
  role: 'Role' | 'ClusterRole',
  subjects: readonly { kind: string; name: string; namespace?: string }[],
  rules: readonly PolicyRule[] = [core(['pods'])],
): Access {
  const place = name === undefined ? {} : { namespace: name };
  return {
    roles: [{ name: 'r', ...(role === 'Role' ? { namespace: HOME } : {}), rules }],
    bindings: [{ name: 'b', ...place, to: { kind: role, name: 'r' }, subjects }],
  };
}

const may = (access: Access, who: Who, ...asks: readonly Asked[]): Op => ({
  ...{ access, who, asks },
});

const masters: Who = { name: 'root', groups: ['system:masters'] };
const yes = { allowed: true, reason: 'one said so' };
const no = (reason: string) => ({ allowed: false, reason });
const nothing: Access = { roles: [], bindings: [] };

/** The first two gates: who asks, and who lets them through. */
export const doors: Cases = {
  'who asks: by a certificate, by a token, or nobody': [
    {
      requests: [
        { user: bob, authorization: 'Bearer eve' },
        { user: { name: 'ann', groups: [] } },
        { authorization: 'Bearer eve' },
        { authorization: 'Bearer eve' },
        { authorization: 'bearer ann' },
        { authorization: 'Bearer nobody' },
        { authorization: 'Bearer constructor' },
        { authorization: 'Bearer ' },
        { authorization: 'Basic eve' },
        {},
        { user: { name: 'x', groups: ['system:unauthenticated'] } },
      ],
      tables: [
        { eve: { name: 'eve', groups: ['dev'] } },
        {
          eve: { name: 'another', groups: [] },
          ann: { name: 'ann', groups: ['system:authenticated'] },
        },
      ],
    },
    { requests: [{ authorization: 'Bearer eve' }, {}], tables: [] },
  ],
  'the subject of a certificate': [
    { certificate: { CN: 'bob', O: 'dev' } },
    { certificate: { CN: 'bob', O: ['dev', 'ops'], UID: '7' } },
    { certificate: { CN: 'bob' } },
    { certificate: { O: 'dev' } },
    { certificate: { CN: '', O: 'dev' } },
    { certificate: { CN: 'system:node:n1', O: 'system:nodes' } },
    { certificate: { CN: 'system:node:n1', O: 'dev' } },
    { certificate: { CN: 'n1', O: 'system:nodes' } },
  ],
  'the first yes counts': [
    { door: [no('a'), yes, no('b'), yes], who: bob },
    { door: [yes], who: bob },
    { door: [no('a'), no(''), no('b')], who: bob },
    { door: [no('')], who: bob },
    { door: [], who: bob },
    { door: [no('a')], who: masters },
  ],
  'what is given and taken away holds at the next question': [
    {
      ...{ access: nothing, later: given(HOME, 'Role', [user('bob')]) },
      ...{ who: bob, asks: everywhere(get('pods')) },
    },
    {
      ...{ access: given(undefined, 'ClusterRole', [user('bob')]), later: nothing },
      ...{ who: bob, asks: everywhere(get('pods')) },
    },
  ],
};

export const bindings: Cases = {
  'a binding gives in its namespace, and nowhere else': [
    may(given(HOME, 'Role', [user('bob')]), bob, ...everywhere(get('pods'))),
    may(given(HOME, 'ClusterRole', [user('bob')]), bob, ...everywhere(get('pods'))),
  ],
  'a binding of the cluster gives everywhere': [
    may(
      given(undefined, 'ClusterRole', [user('bob')]),
      bob,
      ...everywhere(get('pods')),
    ),
  ],
  'a user, a group and an account': [
    may(given(HOME, 'Role', [{ kind: 'Group', name: 'dev' }]), bob, {
      ...get('pods', { namespace: HOME }),
    }),
    may(given(HOME, 'Role', [{ kind: 'Group', name: 'bob' }]), bob, {
      ...get('pods', { namespace: HOME }),
    }),
    may(given(HOME, 'Role', [user('dev')]), bob, {
      ...get('pods', { namespace: HOME }),
    }),
    may(
      given(HOME, 'Role', [{ kind: 'ServiceAccount', name: 'robot' }]),
      robot,
      get('pods', { namespace: HOME }),
    ),
    may(
      given(HOME, 'Role', [user('x'), { kind: 'Robot', name: 'bob' }]),
      bob,
      get('pods', { namespace: HOME }),
    ),
  ],
  'an account is of a namespace': [
    may(
      given(HOME, 'Role', [
        { kind: 'ServiceAccount', name: 'robot', namespace: AWAY },
      ]),
      robot,
      get('pods', { namespace: HOME }),
    ),
    may(
      given(undefined, 'ClusterRole', [{ kind: 'ServiceAccount', name: 'robot' }]),
      robot,
      ...everywhere(get('pods')),
    ),
    may(
      given(undefined, 'ClusterRole', [
        { kind: 'ServiceAccount', name: 'robot', namespace: HOME },
      ]),
      robot,
      ...everywhere(get('pods')),
    ),
  ],
  'a role that is not there gives nothing, and says so': [
    may(
      {
        roles: [],
        bindings: [
          {
            ...{ name: 'b', to: { kind: 'ClusterRole', name: 'gone' } },
            subjects: [user('bob')],
          },
          {
            ...{ name: 'c', namespace: HOME, to: { kind: 'Role', name: 'gone' } },
            subjects: [user('bob')],
          },
          {
            ...{ name: 'd', namespace: HOME, to: { kind: 'Rule', name: 'r' } },
            subjects: [user('bob')],
          },
        ],
      },
      bob,
      ...everywhere(get('pods')),
    ),
    may(
      {
        roles: [{ name: 'r', rules: [core(['pods'])] }],
        bindings: [
          {
            ...{ name: 'a', to: { kind: 'ClusterRole', name: 'gone' } },
            subjects: [user('bob')],
          },
          {
            ...{ name: 'b', to: { kind: 'ClusterRole', name: 'r' } },
            subjects: [user('bob')],
          },
        ],
      },
      bob,
      ...everywhere(get('pods')),
      get('nodes'),
    ),
  ],
  'a role of another namespace is another role': [
    may(
      {
        roles: [{ name: 'r', namespace: AWAY, rules: [core(['pods'])] }],
        bindings: [
          {
            ...{ name: 'b', namespace: HOME, to: { kind: 'Role', name: 'r' } },
            subjects: [user('bob')],
          },
        ],
      },
      bob,
      ...everywhere(get('pods')),
    ),
  ],
  'a path is of no namespace': [
    may(
      given(HOME, 'ClusterRole', [user('bob')], [paths(['*'])]),
      bob,
      at('/healthz'),
    ),
    may(
      given(undefined, 'ClusterRole', [user('bob')], [paths(['*'])]),
      bob,
      at('/healthz'),
    ),
  ],
  'each rule by itself, not all of them together': [
    may(
      given(
        HOME,
        'Role',
        [user('bob')],
        [
          core(['pods'], { verbs: ['get'] }),
          core(['secrets'], { verbs: ['list'] }),
        ],
      ),
      bob,
      get('secrets', { namespace: HOME }),
      { verb: 'list', resource: 'pods', namespace: HOME },
      get('pods', { namespace: HOME }),
    ),
  ],
};

const compare = (
  held: readonly PolicyRule[],
  ...given: readonly PolicyRule[]
): Op => ({ held, given });

const writer = (rules: readonly PolicyRule[]): Access =>
  given(HOME, 'Role', [user('bob')], rules);
const wanted = { name: 'new', namespace: HOME };

export const escalation: Cases = {
  'several rules may hold what one gives': [
    compare(
      [core(['pods'], { verbs: ['get'] }), core(['pods'], { verbs: ['list'] })],
      core(['pods']),
    ),
    compare([core(['pods']), core(['nodes'])], core(['nodes', 'pods', 'secrets'])),
  ],
  'the parts that are missing, each by itself': [
    compare(
      [core(['pods'], { verbs: ['get'] })],
      core(['pods', 'nodes'], { apiGroups: ['', 'apps'] }),
    ),
    compare([], core(['pods'], { resourceNames: ['a', 'b'] })),
    compare([], paths(['/a', '/b'], ['get', 'post'])),
  ],
  'nothing gives nothing': [
    compare([core(['pods'])]),
    compare([], { verbs: ['get'] }, { verbs: [], nonResourceURLs: ['/'] }),
    compare([], core(['pods'], { apiGroups: [] })),
  ],
  'all is more than each that there is': [
    compare([core(['pods', 'nodes'])], core(['*'])),
    compare([core(['*'])], core(['*']), core(['pods'])),
    compare([core(['pods'])], core(['pods'], { verbs: ['*'] })),
    compare(
      [core(['pods'], { verbs: ['*'] })],
      core(['pods'], { verbs: ['*', 'x'] }),
    ),
    compare([core(['pods'])], core(['pods'], { apiGroups: ['*'] })),
  ],
  'with a name is less than without': [
    compare([core(['pods'])], core(['pods'], { resourceNames: ['a'] })),
    compare([core(['pods'], { resourceNames: ['a'] })], core(['pods'])),
    compare(
      [core(['pods'], { resourceNames: ['a'] })],
      core(['pods'], { resourceNames: ['a', 'b'] }),
    ),
    compare(
      [core(['pods'], { resourceNames: ['a'] })],
      core(['pods'], { resourceNames: [] }),
    ),
  ],
  'a star is more than the sum of its parts': [
    compare([core(['pods'], { verbs: EVERY })], core(['pods'], { verbs: ['*'] })),
    compare(
      [core(['*'], { verbs: EVERY }), core(['pods', 'nodes', 'pods/log'])],
      core(['*'], { verbs: ['*', 'get'] }),
    ),
    compare(
      [core(['pods'], { apiGroups: ['', 'apps', 'batch'] })],
      core(['pods'], { apiGroups: ['*'] }),
    ),
    compare([paths(['/', '/a', '/a/*'])], paths(['*', '/*'])),
  ],
  'resources and paths in one rule': [
    compare([], { ...core(['pods']), nonResourceURLs: ['/a', '/b'] }),
    compare([core(['pods'])], { ...core(['pods']), nonResourceURLs: ['/a'] }),
    compare([paths(['/a'], READ)], { ...core(['pods']), nonResourceURLs: ['/a'] }),
    compare([{ ...core(['pods']), nonResourceURLs: ['/a'] }], core(['pods'])),
  ],
  'a role that is changed': [
    {
      ...{
        access: writer([core(['pods'])]),
        who: bob,
        was: { ...wanted, rules: [] },
      },
      writes: { ...wanted, rules: [core(['secrets'])] },
    },
    {
      ...{ access: nothing, who: bob },
      ...{ was: { ...wanted, rules: [core(['secrets'])] } },
      writes: { ...wanted, rules: [core(['secrets'])] },
    },
    {
      ...{
        access: writer([core(['pods'])]),
        who: bob,
        was: { ...wanted, rules: [] },
      },
      writes: { ...wanted, rules: [core(['pods'])] },
    },
  ],
  'what is held elsewhere is not held here': [
    {
      access: {
        roles: [{ name: 'r', namespace: AWAY, rules: [core(['secrets'])] }],
        bindings: [
          {
            ...{ name: 'b', namespace: AWAY, to: { kind: 'Role', name: 'r' } },
            subjects: [user('bob')],
          },
        ],
      },
      who: bob,
      writes: { ...wanted, rules: [core(['secrets'])] },
    },
  ],
  'parts of objects': [
    compare([core(['pods'])], core(['pods/log'])),
    compare([core(['pods/log'])], core(['pods/log', 'pods'])),
    compare([core(['*/scale'])], core(['pods/scale', '*/scale', 'pods'])),
    compare([core(['pods/scale'])], core(['*/scale'])),
  ],
  'paths, and what begins with them': [
    compare([paths(['/api/*'])], paths(['/api/v1', '/api/*', '/api', '/api/v1/*'])),
    compare([paths(['*'])], paths(['*', '/x*', '/x'])),
    compare([paths(['/x'])], paths(['*'])),
    compare([core(['*'], { apiGroups: ['*'], verbs: ['*'] })], paths(['/x'])),
    compare([paths(['*'], ['*'])], core(['pods'])),
  ],
  'what is written, and by whom': [
    {
      access: writer([core(['pods'])]),
      who: bob,
      writes: {
        ...wanted,
        rules: [core(['pods'], { verbs: ['get', 'delete', 'list'] })],
      },
    },
    {
      access: writer([core(['pods'])]),
      who: bob,
      writes: { ...wanted, rules: [core(['pods'])] },
    },
    {
      access: { roles: [], bindings: [] },
      who: { name: 'root', groups: ['system:masters'] },
      writes: { ...wanted, rules: [core(['*'])] },
    },
    {
      access: { roles: [], bindings: [] },
      who: bob,
      writes: { ...wanted, rules: [] },
    },
  ],
  'those who may escalate, and those who may bind': [
    {
      access: writer([
        {
          ...{ verbs: ['escalate'], apiGroups: ['rbac.authorization.k8s.io'] },
          ...{ resources: ['roles'], resourceNames: ['new'] },
        },
      ]),
      who: bob,
      writes: { ...wanted, rules: [core(['*'])] },
    },
    ...[['r'], ['other']].map((resourceNames): Op => {
      const bind: PolicyRule = {
        ...{ verbs: ['bind'], apiGroups: ['rbac.authorization.k8s.io'] },
        ...{ resources: ['roles'], resourceNames },
      };
      return {
        access: {
          roles: [
            { name: 'r', namespace: HOME, rules: [core(['secrets'])] },
            { name: 'binder', namespace: HOME, rules: [bind] },
          ],
          bindings: [
            {
              ...{ name: 'b', namespace: HOME, subjects: [user('bob')] },
              to: { kind: 'Role', name: 'binder' },
            },
          ],
        },
        who: bob,
        writes: {
          ...{ ...wanted, to: { kind: 'Role', name: 'r' } },
          subjects: [user('eve')],
        },
      };
    }),
    {
      access: writer([core(['pods'])]),
      who: bob,
      writes: {
        ...{ ...wanted, to: { kind: 'Role', name: 'nowhere' } },
        subjects: [user('eve')],
      },
    },
  ],
};

const chain = (
  labels: Readonly<Record<string, string>>,
  ...plugins: readonly PluginOf[]
): Op => ({ chain: plugins, labels });
const own = (
  name: string,
  admit: Deed,
  more: Partial<PluginOf> = {},
): PluginOf => ({
  ...{ name, admit },
  ...more,
});
const hook = (
  name: string,
  reinvocation: 'IfNeeded' | 'Never',
  admit: Deed,
  more: Partial<PluginOf> = {},
): PluginOf => ({ name, reinvocation, admit, ...more });
const looks = (name: string, refuses?: string): PluginOf => ({
  name,
  looks: refuses === undefined ? {} : { refuses },
});

export const order: Cases = {
  'all that change run before the first that looks': [
    chain({}, looks('first'), own('second', { sets: 'x' }), looks('third', 'x')),
    chain(
      {},
      own('first', { sets: 'x' }, { looks: {} }),
      own('second', { sets: 'y' }, { looks: {} }),
    ),
  ],
  'each sees what those before it have made': [
    chain(
      { a: '1' },
      own('first', { copies: 'a', to: 'b' }),
      own('second', { copies: 'b', to: 'c' }),
      looks('third'),
    ),
    chain(
      { a: '1' },
      own('first', { copies: 'b', to: 'c' }),
      own('second', { copies: 'a', to: 'b' }),
    ),
  ],
  'two objects at once, each for itself': [
    {
      chain: [
        own('ours', { copies: 'name', to: 'ours' }, { after: 1 }),
        hook('first', 'IfNeeded', { adds: 'f' }, { after: 2 }),
        hook('second', 'Never', { copies: 'name', to: 'seen' }, { after: 5 }),
      ],
      ...{ labels: { name: 'a' }, beside: { name: 'b', log: 'f' } },
    },
    {
      chain: [
        hook('first', 'IfNeeded', { copies: 'name', to: 'was' }, { after: 1 }),
        hook('second', 'IfNeeded', { adds: 's' }, { after: 1 }),
      ],
      ...{ labels: { name: 'a' }, beside: { name: 'b', was: 'b' } },
    },
  ],
  'one after the other, however long it takes': [
    chain(
      {},
      own('slow', { adds: 's' }, { after: 7 }),
      own('quick', { adds: 'q' }),
      own('slower', { adds: 't' }, { after: 9 }),
    ),
  ],
  'the first that refuses ends it': [
    chain({ x: '' }, own('first', { refuses: 'x' }), own('second', { sets: 'y' })),
    chain({}, own('a', { sets: 'x' }), looks('first', 'x'), looks('second', 'x')),
  ],
  'a webhook that changes nothing makes no second round': [
    chain(
      { x: 'yes' },
      own('ours', { adds: 'o' }),
      hook('hook', 'IfNeeded', { sets: 'x' }),
    ),
    chain(
      {},
      own('ours', { adds: 'o' }),
      hook('hook', 'IfNeeded', { repeats: true }),
    ),
    chain({}, own('ours', { adds: 'o' }), own('more', { adds: 'm' })),
  ],
  'a webhook that changes something makes ours run again': [
    chain(
      {},
      own('ours', { copies: 'x', to: 'y' }),
      hook('hook', 'Never', { sets: 'x' }),
    ),
    chain({}, own('ours', { adds: 'o' }), hook('hook', 'Never', { sets: 'x' })),
    chain(
      { x: 'no' },
      own('ours', { adds: 'o' }),
      hook('hook', 'Never', { drops: 'x' }),
    ),
  ],
  'a webhook sees again what others have changed since': [
    chain(
      {},
      hook('first', 'IfNeeded', { copies: 'x', to: 'y' }),
      hook('second', 'IfNeeded', { sets: 'x' }),
    ),
    chain(
      {},
      hook('first', 'Never', { copies: 'x', to: 'y' }),
      hook('second', 'Never', { sets: 'x' }),
    ),
    chain({}, hook('only', 'IfNeeded', { adds: 'a' })),
  ],
  'what the second round changes is seen by those behind': [
    chain(
      {},
      own('ours', { copies: 'x', to: 'y' }),
      hook('first', 'IfNeeded', { sets: 'x' }),
      hook('second', 'Never', { sets: 'z' }),
    ),
    chain(
      {},
      hook('first', 'IfNeeded', { adds: 'f' }),
      hook('second', 'IfNeeded', { adds: 's' }),
    ),
  ],
  'there is no third round': [
    chain(
      {},
      own('ours', { adds: 'o' }),
      hook('first', 'IfNeeded', { adds: 'f' }),
      hook('second', 'IfNeeded', { adds: 's' }),
      looks('end'),
    ),
  ],
  'nobody, and nobody who changes': [
    chain({ a: '1' }),
    chain({ a: '1' }, looks('x')),
  ],
};

const fill = (
  pod: readonly { name: string; resources?: object }[],
  ...ranges: readonly (readonly object[])[]
): Op => ({ pod, ranges }) as Op;
const container = (item: object, type = 'Container'): object => ({ type, ...item });
const both = { defaultRequest: { cpu: '100m' }, default: { cpu: '1' } };

export const defaults: Cases = {
  'limits and requests have defaults of their own': [
    fill([{ name: 'c' }], [container(both)]),
    fill([{ name: 'c' }], [container({ default: { cpu: '1' } })]),
    fill([{ name: 'c' }], [container({ defaultRequest: { cpu: '1' } })]),
  ],
  'what the container says stands': [
    fill([{ name: 'c', resources: { requests: { cpu: '2' } } }], [container(both)]),
    fill([{ name: 'c', resources: { limits: { cpu: '0' } } }], [container(both)]),
    fill(
      [{ name: 'c', resources: { requests: { cpu: '' }, limits: { cpu: '3' } } }],
      [container(both)],
    ),
  ],
  'each resource by itself': [
    fill(
      [{ name: 'c', resources: { requests: { memory: '1Gi' } } }],
      [container({ defaultRequest: { cpu: '1', memory: '2Gi' } })],
    ),
    fill(
      [{ name: 'c', resources: { limits: { memory: '1Gi' }, claims: [] } }],
      [container({ default: { memory: '2Gi', cpu: '1', 'x.io/gpu': '1' } })],
    ),
  ],
  'each container by itself': [
    fill(
      [{ name: 'c' }, { name: 'd', resources: { limits: { cpu: '2' } } }],
      [container(both)],
    ),
    {
      pod: [{ name: 'c' }],
      init: [{ name: 'i' }],
      ranges: [[{ type: 'Container', ...both }]],
    },
  ],
  'only what is for containers': [
    fill([{ name: 'c' }], [container(both, 'Pod')]),
    fill([{ name: 'c' }], [container(both, 'PersistentVolumeClaim')]),
    fill([{ name: 'c' }], [container(both, 'Pod'), container(both)]),
    fill([{ name: 'c' }], [container({ max: { cpu: '1' }, min: { cpu: '1' } })]),
    fill([{ name: 'c' }], []),
  ],
  'of two items of one range the later counts': [
    fill(
      [{ name: 'c' }],
      [
        container({ default: { cpu: '1', memory: '1Gi' } }),
        container({ default: { cpu: '2' } }),
      ],
    ),
  ],
  'of two ranges the earlier counts': [
    fill(
      [{ name: 'c' }],
      [container({ default: { cpu: '1' } })],
      [container({ default: { cpu: '2', memory: '1Gi' } })],
    ),
  ],
};

const charge = (
  amounts: Readonly<Record<string, string>>,
  ...quotas: readonly QuotaOf[]
): Op => ({ amounts, quotas });
const quota = (
  name: string,
  hard: Readonly<Record<string, string>>,
  used?: Readonly<Record<string, string>>,
): QuotaOf => ({ name, hard, ...(used === undefined ? {} : { used }) });

/** A Pod of two containers that ask for as much CPU each, behind one that comes first. */
const cpuOf = (cpu: string, first = '0'): object => {
  const containers = ['c', 'd'].map((name) => ({
    name,
    resources: { requests: { cpu } },
  }));
  const resources = { requests: { cpu: first } };
  return { spec: { containers, initContainers: [{ name: 'i', resources }] } };
};

export const quotas: Cases = {
  'up to the limit, and not beyond': [
    charge({ pods: '1' }, quota('q', { pods: '2' }, { pods: '1' })),
    charge({ pods: '1' }, quota('q', { pods: '2' }, { pods: '2' })),
    charge({ pods: '1' }, quota('q', { pods: '0' }, { pods: '0' })),
    charge({ pods: '2' }, quota('q', { pods: '2' })),
  ],
  'the limits are those of its status': [
    charge(
      { pods: '2' },
      {
        ...quota('q', { pods: '1' }, { pods: '0' }),
        spec: { pods: '5' },
      },
    ),
    charge(
      { pods: '2' },
      {
        ...quota('q', { pods: '5' }, { pods: '0' }),
        spec: { pods: '1', cpu: '1' },
      },
    ),
  ],
  'what a write adds': [
    {
      counts: [
        { operation: 'CREATE', object: cpuOf('1') },
        { operation: 'UPDATE', object: cpuOf('3'), was: cpuOf('1') },
        { operation: 'UPDATE', object: cpuOf('1'), was: cpuOf('3') },
        { operation: 'UPDATE', object: cpuOf('1'), was: cpuOf('1') },
        { operation: 'DELETE', was: cpuOf('1') },
        { operation: 'CREATE', subresource: 'status', object: cpuOf('1') },
        { operation: 'CREATE', resource: 'configmaps', object: {} },
        { operation: 'UPDATE', resource: 'configmaps', object: {}, was: {} },
        { operation: 'CREATE', object: cpuOf('1', '5') },
        { operation: 'CREATE', object: cpuOf('5', '1') },
        {
          ...{ operation: 'UPDATE', was: cpuOf('1') },
          object: { ...cpuOf('1'), status: { phase: 'Succeeded' } },
        },
      ],
    },
  ],
  'only what the quota limits': [
    charge({ pods: '1', cpu: '1' }, quota('q', { cpu: '2' }, { cpu: '1' })),
    charge({ pods: '1' }, quota('q', { cpu: '2' }, { cpu: '1', pods: '9' })),
    charge({ constructor: '1' }, quota('q', { pods: '2' })),
  ],
  'what is over already and not asked for': [
    charge(
      { cpu: '1' },
      quota('q', { cpu: '2', pods: '1' }, { cpu: '0', pods: '5' }),
    ),
    charge({ pods: '1' }, quota('q', { pods: '1' }, { pods: '5' })),
  ],
  'what else is used stays as it was': [
    charge(
      { cpu: '1' },
      quota('q', { cpu: '2', pods: '9' }, { cpu: '500m', pods: '3' }),
    ),
  ],
  'amounts are amounts, however written': [
    charge({ memory: '512Mi' }, quota('q', { memory: '1Gi' }, { memory: '512Mi' })),
    charge(
      { memory: '1' },
      quota('q', { memory: '1Gi' }, { memory: '1073741824' }),
    ),
    charge({ cpu: '200m' }, quota('q', { cpu: '0.3' }, { cpu: '100m' })),
    charge({ cpu: '201m' }, quota('q', { cpu: '0.3' }, { cpu: '100m' })),
  ],
  'several quotas, all of which have to fit': [
    charge(
      { pods: '1' },
      quota('a', { pods: '5' }, { pods: '1' }),
      quota('b', { pods: '1' }, { pods: '1' }),
    ),
    charge(
      { pods: '1', cpu: '1' },
      quota('a', { pods: '5' }, { pods: '1' }),
      quota('b', { memory: '1' }),
      quota('c', { cpu: '5' }, { cpu: '1' }),
    ),
  ],
  'all that is too much, in one refusal': [
    charge(
      { pods: '1', memory: '2Gi', cpu: '1' },
      quota('q', { pods: '1', memory: '1Gi', cpu: '5' }, { pods: '1', cpu: '2' }),
    ),
  ],
  'nothing to charge, and no quota': [
    charge({}, quota('q', { pods: '0' }, { pods: '1' })),
    charge({ pods: '1' }),
  ],
};

const race = (
  cpu: string,
  list: readonly QuotaOf[],
  ...others: readonly (Readonly<Record<string, string>> & {
    readonly quota: string;
  })[]
): Extract<Op, { cpu: unknown }> => ({ cpu, quotas: list, others });
const two = quota(
  'q',
  { pods: '2', 'requests.cpu': '1' },
  { pods: '0', 'requests.cpu': '0' },
);

export const races: Cases = {
  'nobody else': [race('500m', [two]), race('2', [two])],
  'another was quicker, and there is room for both': [
    race('100m', [two], { quota: 'q', pods: '1', 'requests.cpu': '500m' }),
  ],
  'another was quicker, and took the last place': [
    race('100m', [two], { quota: 'q', pods: '2', 'requests.cpu': '500m' }),
    race('600m', [two], { quota: 'q', pods: '1', 'requests.cpu': '500m' }),
  ],
  'another was quicker again and again': [
    race(
      '1m',
      [quota('q', { pods: '9' }, { pods: '0' })],
      ...['1', '2', '3'].map((pods) => ({ quota: 'q', pods })),
    ),
    race(
      '1m',
      [quota('q', { pods: '9' }, { pods: '0' })],
      ...['1', '2', '3', '4'].map((pods) => ({ quota: 'q', pods })),
    ),
  ],
  'only the quota that was lost is charged again': [
    race(
      '1m',
      [
        quota('a', { pods: '9' }, { pods: '0' }),
        quota('b', { pods: '9' }, { pods: '0' }),
      ],
      { quota: 'b', pods: '3' },
    ),
    race(
      '1m',
      [
        quota('a', { pods: '9' }, { pods: '0' }),
        quota('b', { pods: '9' }, { pods: '0' }),
      ],
      { quota: 'a', pods: '3' },
      { quota: 'b', pods: '9' },
    ),
  ],
  'a refusal writes nothing': [
    race('1m', [
      quota('a', { pods: '9' }, { pods: '0' }),
      quota('b', { pods: '1' }, { pods: '1' }),
    ]),
  ],
  'what was read is forgotten': [
    {
      ...race('100m', [two], { quota: 'q', pods: '1', 'requests.cpu': '800m' }),
      again: {
        cpu: '300m',
        others: [{ quota: 'q', pods: '0', 'requests.cpu': '0' }],
      },
    },
    {
      ...race('100m', [two], { quota: 'q', pods: '1', 'requests.cpu': '0' }),
      again: {
        cpu: '100m',
        others: [{ quota: 'q', pods: '0', 'requests.cpu': '0' }],
      },
    },
  ],
  'a dry run writes nothing, and is refused alike': [
    { cpu: '100m', quotas: [two], others: [], dryRun: true },
    { cpu: '2', quotas: [two], others: [], dryRun: true },
  ],
};
