// All gates before a real server over the whole table, on a store in the same process.

import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  type ApiRequest,
  createApiServer,
  memoryStorage,
  type UserInfo,
} from '#apiserver';
import { KUBERNETES } from '#apiserver/kubernetes';
import { createVirtualWorld } from '#world';
import { fieldsOf, textOf } from './as.ts';
import type { AuditEvent } from './audit-types.ts';
import type { ClusterInfo } from './bootstrap.ts';
import { createGates, type GatesOptions } from './gates.ts';
import { newTokenKeyPem, tokenKeyOf } from './keys.node.ts';

const RESOURCES = KUBERNETES.resources;
const key = tokenKeyOf(newTokenKeyPem());
const ADMIN: UserInfo = { name: 'admin', groups: ['system:masters'] };
const RBAC = '/apis/rbac.authorization.k8s.io/v1';

async function cluster(options: Partial<GatesOptions> = {}, info?: ClusterInfo) {
  const world = createVirtualWorld({ seed: 1 });
  const gates = createGates({ world, tokenKey: key, ...options });
  const storage = memoryStorage();
  const server = createApiServer({
    ...{ world, storage, resources: RESOURCES },
    ...{ filters: gates.filters, admission: gates.admission },
    ...{ subresources: gates.subresources, paths: gates.paths },
  });
  await gates.open(server, info);
  const ask = async (
    user: UserInfo | string | undefined,
    method: string,
    url: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ) => {
    const request: ApiRequest = {
      ...{ method, url },
      headers: {
        ...headers,
        ...(typeof user === 'string' ? { authorization: `Bearer ${user}` } : {}),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(typeof user === 'object' ? { user } : {}),
    };
    const answer = await server.handle(request);
    const said = answer.body ?? '';
    const text = typeof said === 'string' ? said : new TextDecoder().decode(said);
    const parsed: unknown = text.startsWith('{') ? JSON.parse(text) : text;
    return { code: answer.code, body: fieldsOf(parsed), stream: answer.stream };
  };
  /** Until the copy has seen what was written. */
  const rest = async () => {
    for (let i = 0; i < 50; i++) await Promise.resolve();
    await gates.settled();
    for (let i = 0; i < 50; i++) await Promise.resolve();
  };
  await rest();
  return { world, server, gates, ask, rest };
}

const messageOf = (body: Readonly<Record<string, unknown>>): string =>
  textOf(body.message);
const bob: UserInfo = { name: 'bob', groups: [] };

const strangers = suite('an unbound user');

strangers('reads and writes nothing: each verb of each kind', async () => {
  const { ask } = await cluster();
  let asked = 0;
  for (const row of RESOURCES) {
    const { group, version, resource, namespaced, verbs } = row;
    const root = group === '' ? `/api/${version}` : `/apis/${group}/${version}`;
    const place = `${root}${namespaced ? '/namespaces/default' : ''}/${resource}`;
    const isReview = resource.startsWith('selfsubject');
    for (const verb of verbs) {
      const method = {
        ...{ create: 'POST', get: 'GET', list: 'GET', watch: 'GET' },
        ...{ update: 'PUT', patch: 'PATCH', delete: 'DELETE' },
        deletecollection: 'DELETE',
      }[verb];
      const isOne = ['get', 'update', 'patch', 'delete'].includes(verb);
      const url = `${place}${isOne ? '/x' : ''}${verb === 'watch' ? '?watch=1' : ''}`;
      const { code, body } = await ask(bob, method, url);
      asked++;
      if (isReview && verb === 'create') continue;
      assert.is(code, 403, `${method} ${url} answered ${code}`);
      const of = group === '' ? resource : `${resource}.${group}`;
      const what = isOne ? `${of} "x"` : of;
      const where = namespaced
        ? 'in the namespace "default"'
        : resource === 'namespaces' && isOne
          ? 'in the namespace "x"'
          : 'at the cluster scope';
      assert.is(
        messageOf(body),
        `${what} is forbidden: User "bob" cannot ${verb} resource "${resource}" in API group "${group}" ${where}`,
      );
    }
    for (const part of row.subresources ?? [])
      for (const verb of part.verbs) {
        const method = {
          ...{ create: 'POST', get: 'GET', update: 'PUT', patch: 'PATCH' },
          ...{ delete: 'DELETE', list: 'GET', watch: 'GET' },
          deletecollection: 'DELETE',
        }[verb];
        const { code } = await ask(bob, method, `${place}/x/${part.name}`);
        assert.is(code, 403, `${method} ${place}/x/${part.name}`);
        asked++;
      }
  }
  assert.ok(asked > 300, `asked ${asked} times`);
});

strangers('may ask where things are, and how the server is', async () => {
  const { ask } = await cluster();
  for (const path of [
    '/version',
    '/healthz',
    '/api',
    '/apis/apps/v1',
    '/openapi/v2',
  ])
    assert.is.not((await ask(bob, 'GET', path)).code, 403, path);
  const { code, body } = await ask(bob, 'GET', '/metrics');
  assert.is(code, 403);
  assert.is(messageOf(body), 'forbidden: User "bob" cannot get path "/metrics"');
});

strangers('without a name may ask less', async () => {
  const { ask } = await cluster();
  assert.is((await ask(undefined, 'GET', '/api')).code, 403);
  assert.is.not((await ask(undefined, 'GET', '/version')).code, 403);
});

strangers('may read cluster-info, and nothing beside it', async () => {
  const info = { server: 'https://10.0.0.1:6443', caPem: 'PEM' };
  const { ask, rest } = await cluster({}, info);
  await rest();
  const place = '/api/v1/namespaces/kube-public/configmaps';
  const { code, body } = await ask(undefined, 'GET', `${place}/cluster-info`);
  assert.is(code, 200);
  assert.match(textOf(fieldsOf(body.data).kubeconfig), 'https://10.0.0.1:6443');
  assert.is((await ask(undefined, 'GET', place)).code, 403);
  assert.is((await ask(undefined, 'GET', `${place}/kube-root-ca.crt`)).code, 403);
});

strangers.run();

const born = suite('a cluster that was born');

born('has its namespaces, an account in each, and its roles', async () => {
  const { ask } = await cluster();
  for (const name of ['default', 'kube-system', 'kube-public', 'kube-node-lease']) {
    assert.is((await ask(ADMIN, 'GET', `/api/v1/namespaces/${name}`)).code, 200);
    const url = `/api/v1/namespaces/${name}/serviceaccounts/default`;
    assert.is((await ask(ADMIN, 'GET', url)).code, 200, url);
  }
  const { body } = await ask(ADMIN, 'GET', `${RBAC}/clusterroles/admin`);
  const text = JSON.stringify(body.rules);
  for (const part of ['rolebindings', 'pods/exec', 'configmaps', 'pods/log'])
    assert.match(text, part);
});

born('lets nobody delete the namespaces that it needs', async () => {
  const { ask } = await cluster();
  const { code, body } = await ask(ADMIN, 'DELETE', '/api/v1/namespaces/default');
  assert.is(code, 403);
  assert.is(
    messageOf(body),
    'namespaces "default" is forbidden: this namespace may not be deleted',
  );
});

born(
  'has no namespace and no account whose name is a piece of a path',
  async () => {
    const { ask } = await cluster();
    const map = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } };
    for (const name of ['..', 'default%3Fx', 'default%23']) {
      const url = `/api/v1/namespaces/${name}/configmaps`;
      const { code, body } = await ask(ADMIN, 'POST', url, map);
      assert.is(code, 404, `${name}: ${messageOf(body)}`);
    }
    const url = '/api/v1/namespaces/default/pods';
    for (const serviceAccountName of ['..', 'default?x', '\ud800', 'default#']) {
      const containers = [{ name: 'a', image: 'a' }];
      const pod = {
        metadata: { name: 'a' },
        spec: { serviceAccountName, containers },
      };
      const { code, body } = await ask(ADMIN, 'POST', url, pod);
      assert.is(code, 403, `${serviceAccountName}: ${messageOf(body)}`);
    }
  },
);

born.run();

const bound = suite('a binding');
const binding = (kind: string, role: string, name: string) => ({
  metadata: { name },
  roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind, name: role },
  subjects: [{ kind: 'User', name: 'bob', apiGroup: 'rbac.authorization.k8s.io' }],
});

bound('gives in its namespace what the role says', async () => {
  const { ask, rest } = await cluster();
  const { code } = await ask(
    ADMIN,
    'POST',
    `${RBAC}/namespaces/default/rolebindings`,
    binding('ClusterRole', 'edit', 'b'),
  );
  assert.is(code, 201);
  await rest();
  const here = '/api/v1/namespaces/default/configmaps';
  assert.is((await ask(bob, 'POST', here, { metadata: { name: 'a' } })).code, 201);
  const there = '/api/v1/namespaces/kube-public/configmaps';
  assert.is((await ask(bob, 'GET', there)).code, 403);
  assert.is((await ask(bob, 'GET', '/api/v1/configmaps')).code, 403);
});

bound('is refused to those who would give what they have not', async () => {
  const { ask, rest } = await cluster();
  const place = `${RBAC}/namespaces/default/rolebindings`;
  await ask(ADMIN, 'POST', place, binding('ClusterRole', 'admin', 'b'));
  await rest();
  assert.is(
    (await ask(bob, 'POST', place, binding('ClusterRole', 'view', 'c'))).code,
    201,
  );
  const { code, body } = await ask(
    bob,
    'POST',
    place,
    binding('ClusterRole', 'cluster-admin', 'd'),
  );
  assert.is(code, 403);
  assert.is(
    messageOf(body),
    'rolebindings.rbac.authorization.k8s.io "d" is forbidden: user "bob" (groups=["system:authenticated"]) is attempting to grant RBAC permissions not currently held:\n' +
      '{APIGroups:["*"], Resources:["*"], Verbs:["*"]}\n{NonResourceURLs:["*"], Verbs:["*"]}',
  );
});

bound.run();

const tokens = suite('a token');

tokens('is asked for, says who it is, and dies with its account', async () => {
  const { ask, rest, world } = await cluster();
  const place = '/api/v1/namespaces/default/serviceaccounts';
  const { code, body } = await ask(ADMIN, 'POST', `${place}/default/token`, {
    spec: { expirationSeconds: 600 },
  });
  assert.is(code, 201);
  const token = textOf(fieldsOf(body.status).token);
  const review = '/apis/authentication.k8s.io/v1/selfsubjectreviews';
  const me = await ask(token, 'POST', review, {});
  assert.is(me.code, 201);
  const info = fieldsOf(fieldsOf(me.body.status).userInfo);
  assert.is(info.username, 'system:serviceaccount:default:default');
  assert.equal(info.groups, [
    'system:serviceaccounts',
    'system:serviceaccounts:default',
    'system:authenticated',
  ]);
  const other = `${token.slice(0, -4)}AAAA`;
  assert.is((await ask(other, 'POST', review, {})).code, 401);
  await world.clock.advance(659_000);
  assert.is((await ask(token, 'POST', review, {})).code, 201);
  await world.clock.advance(2_000);
  assert.is((await ask(token, 'POST', review, {})).code, 401);
  const again = await ask(ADMIN, 'POST', `${place}/default/token`, {});
  const second = textOf(fieldsOf(again.body.status).token);
  await ask(ADMIN, 'DELETE', `${place}/default`);
  await rest();
  assert.is((await ask(second, 'POST', review, {})).code, 401);
});

tokens('that nobody knows is refused, and not taken for a stranger', async () => {
  const { ask } = await cluster({ tokens: { s3cret: bob } });
  const { code, body } = await ask('nope', 'GET', '/version');
  assert.is(code, 401);
  assert.is(messageOf(body), 'Unauthorized');
  assert.is.not((await ask('s3cret', 'GET', '/version')).code, 401);
});

tokens.run();

const acting = suite('acting as another');

acting('asks first whether the one who asks may', async () => {
  const { ask } = await cluster();
  const headers = { 'impersonate-user': 'eve', 'impersonate-group': 'dev' };
  const review = '/apis/authentication.k8s.io/v1/selfsubjectreviews';
  const { code, body } = await ask(bob, 'POST', review, {}, headers);
  assert.is(code, 403);
  assert.is(
    messageOf(body),
    'users "eve" is forbidden: User "bob" cannot impersonate resource "users" in API group "" at the cluster scope',
  );
  const allowed = await ask(ADMIN, 'POST', review, {}, headers);
  const info = fieldsOf(fieldsOf(allowed.body.status).userInfo);
  assert.equal(info, { username: 'eve', groups: ['dev', 'system:authenticated'] });
});

acting.run();

const pods = suite('a Pod at the gates');
const pod = (name: string, more: object = {}, resources: object = {}) => ({
  metadata: { name },
  spec: { containers: [{ name: 'c', image: 'i', resources }], ...more },
});

pods('gets an account, a token, a priority and two tolerations', async () => {
  const { ask } = await cluster();
  const place = '/api/v1/namespaces/default/pods';
  const { code, body } = await ask(ADMIN, 'POST', place, pod('a'));
  assert.is(code, 201, messageOf(body));
  const spec = fieldsOf(body.spec);
  assert.is(spec.serviceAccountName, 'default');
  assert.is(spec.priority, 0);
  assert.match(JSON.stringify(spec.volumes), /kube-api-access-[a-z0-9]{5}/);
  assert.is((spec.tolerations as unknown[]).length, 2);
  const critical = pod('b', { priorityClassName: 'system-node-critical' });
  const second = await ask(ADMIN, 'POST', place, critical);
  assert.is(fieldsOf(second.body.spec).priority, 2_000_001_000);
  const unknown = await ask(
    ADMIN,
    'POST',
    place,
    pod('c', { priorityClassName: 'x' }),
  );
  assert.is(
    messageOf(unknown.body),
    'pods "c" is forbidden: no PriorityClass with name x was found',
  );
});

pods(
  'is refused in a namespace that is not there, before anything else',
  async () => {
    const { ask } = await cluster();
    const place = '/api/v1/namespaces/nope';
    const asked = [
      ['configmaps', { metadata: { name: 'a' } }],
      ['pods', pod('a')],
      ['pods', { metadata: { name: 'a' }, spec: { containers: [] } }],
    ] as const;
    for (const [kind, object] of asked) {
      const { code, body } = await ask(ADMIN, 'POST', `${place}/${kind}`, object);
      assert.is(code, 404);
      assert.is(messageOf(body), 'namespaces "nope" not found');
    }
  },
);

pods('of a node is refused in the order of the gates', async () => {
  const { ask } = await cluster();
  const node: UserInfo = { name: 'system:node:n1', groups: ['system:nodes'] };
  const said = async (annotations: object, more: object) => {
    const { spec } = pod('m');
    const { body } = await ask(node, 'POST', '/api/v1/namespaces/default/pods', {
      metadata: { name: 'm', annotations },
      spec: { ...spec, ...more },
    });
    return messageOf(body);
  };
  const mirror = { 'kubernetes.io/config.mirror': 'x' };
  assert.is(
    await said(mirror, { serviceAccountName: 'default' }),
    'pods "m" is forbidden: a mirror pod may not reference service accounts',
  );
  assert.is(
    await said({}, { priorityClassName: 'nope' }),
    'pods "m" is forbidden: pod does not have "kubernetes.io/config.mirror" annotation, node "n1" can only create mirror pods',
  );
});

pods('is counted, and one too many is refused', async () => {
  const { ask, rest } = await cluster();
  const place = '/api/v1/namespaces/default';
  await ask(ADMIN, 'POST', `${place}/resourcequotas`, {
    metadata: { name: 'q' },
    spec: { hard: { pods: '2', 'requests.cpu': '1' } },
  });
  await rest();
  const cpu = { requests: { cpu: '400m' } };
  const silent = await ask(ADMIN, 'POST', `${place}/pods`, pod('s'));
  assert.is(
    messageOf(silent.body),
    'pods "s" is forbidden: failed quota: q: must specify requests.cpu for: c',
  );
  const both = await Promise.all(
    ['a', 'b', 'c'].map((name) =>
      ask(ADMIN, 'POST', `${place}/pods`, pod(name, {}, cpu)),
    ),
  );
  assert.equal(both.map(({ code }) => code).sort(), [201, 201, 403]);
  const refused = both.find(({ code }) => code === 403);
  assert.match(
    messageOf(refused?.body ?? {}),
    'exceeded quota: q, requested: pods=1,requests.cpu=400m, used: pods=2,requests.cpu=800m, limited: pods=2,requests.cpu=1',
  );
  await rest();
  await ask(ADMIN, 'DELETE', `${place}/pods/a`);
  await rest();
  const { code, body } = await ask(
    ADMIN,
    'POST',
    `${place}/pods`,
    pod('d', {}, cpu),
  );
  assert.is(code, 201, messageOf(body));
});

pods.run();

const log = suite('the audit log');

log('says who asked for what, and how it ended', async () => {
  const events: AuditEvent[] = [];
  const { ask } = await cluster({
    audit: {
      policy: {
        omitStages: ['RequestReceived'],
        rules: [
          { level: 'None', users: ['system:apiserver'] },
          { level: 'RequestResponse', resources: [{ resources: ['configmaps'] }] },
          { level: 'Metadata' },
        ],
      },
      sink: (event) => events.push(event),
    },
  });
  await ask(bob, 'GET', '/api/v1/namespaces/default/secrets/s');
  await ask(ADMIN, 'POST', '/api/v1/namespaces/default/configmaps', {
    metadata: { name: 'a' },
  });
  assert.equal(
    events.map(({ verb, user, responseStatus, level, requestObject }) => [
      user.username,
      verb,
      responseStatus?.code,
      level,
      requestObject !== undefined,
    ]),
    [
      ['bob', 'get', 403, 'Metadata', false],
      ['admin', 'create', 201, 'RequestResponse', true],
    ],
  );
});

log('says when a watch begins, and when it ends', async () => {
  const stages: string[] = [];
  const { ask } = await cluster({
    audit: {
      policy: { rules: [{ level: 'Metadata', users: ['admin'] }] },
      sink: ({ stage }) => stages.push(stage),
    },
  });
  const { stream } = await ask(ADMIN, 'GET', '/api/v1/pods?watch=1');
  assert.equal(stages, ['RequestReceived', 'ResponseStarted']);
  const iterator = stream?.[Symbol.asyncIterator]();
  void iterator?.next();
  await iterator?.return?.();
  assert.equal(stages, ['RequestReceived', 'ResponseStarted', 'ResponseComplete']);
});

log.run();
