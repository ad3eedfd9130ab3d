// What a cluster's own log says of three sayings about it: that thirteen steps lie between a
// Deployment and a running container, that the API server hands Pods to kubelets, and that
// the kubelet is a command line. Whoever has no chapter yet is played by the test, under the
// name and with the rights that it has in Kubernetes.

import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { UserInfo } from '#apiserver';
import type { AuditEvent } from '#gates';
import { ADMIN, type Asked, type TestCluster, testCluster } from './ask.ts';

const test = suite('the audit log of a cluster');

const DEFAULT = '/api/v1/namespaces/default';
const APPS = '/apis/apps/v1/namespaces/default';

const ALICE: UserInfo = { name: 'alice', groups: [] };
const SCHEDULER: UserInfo = { name: 'system:kube-scheduler', groups: [] };
const KUBELET: UserInfo = { name: 'system:node:n1', groups: ['system:nodes'] };

function controller(name: string): UserInfo {
  const groups = ['system:serviceaccounts', 'system:serviceaccounts:kube-system'];
  return { name: `system:serviceaccount:kube-system:${name}-controller`, groups };
}

type Ask = (
  as: UserInfo,
  method: string,
  url: string,
  body?: unknown,
) => Promise<Asked>;

/** Asks as one does who is let in, with the name of its program. */
function asker({ ask }: TestCluster): Ask {
  return async (as, method, url, body) => {
    const program = as === ALICE ? 'kubectl' : (as.name.split(':').at(-1) ?? '');
    const agent = as === KUBELET ? 'kubelet' : program;
    const type = method === 'PATCH' ? 'strategic-merge-patch+json' : 'json';
    const answer = await ask({
      ...{ method, url, as, ...(body === undefined ? {} : { body }) },
      headers: {
        'user-agent': `${agent}/v1.36.0`,
        'content-type': `application/${type}`,
      },
    });
    assert.ok(
      answer.code < 300,
      `${method} ${url}: ${answer.code} ${answer.body?.message}`,
    );
    return answer;
  };
}

const template = {
  metadata: { labels: { app: 'web' } },
  spec: { containers: [{ name: 'web', image: 'nginx' }] },
};
const spec = { selector: { matchLabels: { app: 'web' } }, template };

/** From `kubectl create deployment` to a Pod that runs; the events of it. */
async function story(): Promise<readonly AuditEvent[]> {
  const cluster = await testCluster();
  const ask = asker(cluster);
  await ask(
    ADMIN,
    'POST',
    '/apis/rbac.authorization.k8s.io/v1/namespaces/default/rolebindings',
    {
      metadata: { name: 'alice' },
      subjects: [{ kind: 'User', name: 'alice' }],
      roleRef: {
        apiGroup: 'rbac.authorization.k8s.io',
        kind: 'ClusterRole',
        name: 'edit',
      },
    },
  );
  await cluster.rest();
  const { body } = await ask(ADMIN, 'GET', '/debug/audit');
  const since = body.metadata.resourceVersion;

  await ask(KUBELET, 'POST', '/api/v1/nodes', { metadata: { name: 'n1' } });
  const own = 'watch=1&fieldSelector=spec.nodeName%3Dn1&resourceVersion=0';
  const { stream } = await ask(KUBELET, 'GET', `/api/v1/pods?${own}`);
  await ask(controller('deployment'), 'GET', `/apis/apps/v1/deployments?watch=1`);
  await ask(controller('replicaset'), 'GET', `/apis/apps/v1/replicasets?watch=1`);
  await ask(SCHEDULER, 'GET', '/api/v1/pods?watch=1');

  const deployment = { metadata: { name: 'web' }, spec };
  await ask(ALICE, 'POST', `${APPS}/deployments`, deployment);
  const set = { metadata: { name: 'web-1' }, spec };
  await ask(controller('deployment'), 'POST', `${APPS}/replicasets`, set);
  const pod = {
    metadata: { name: 'web-1-a', ...template.metadata },
    spec: template.spec,
  };
  const made = await ask(controller('replicaset'), 'POST', `${DEFAULT}/pods`, pod);
  assert.is(made.body.spec.nodeName, undefined, 'created, and on no node yet');
  const target = { kind: 'Node', name: 'n1' };
  const bind = `${DEFAULT}/pods/web-1-a/binding`;
  await ask(SCHEDULER, 'POST', bind, { metadata: { name: 'web-1-a' }, target });

  const told = await first(stream);
  assert.equal([told.type, told.object.spec.nodeName], ['ADDED', 'n1']);
  const status = { status: { phase: 'Running' } };
  await ask(KUBELET, 'PATCH', `${DEFAULT}/pods/web-1-a/status`, status);
  const log = await ask(ADMIN, 'GET', `/debug/audit?since=${since}`);
  return log.body.items;
}

async function first(stream: Asked['stream']) {
  const iterator = stream?.[Symbol.asyncIterator]();
  const { value } = (await iterator?.next()) ?? {};
  return JSON.parse(
    typeof value === 'string' ? value : new TextDecoder().decode(value),
  );
}

/** An answered request in a line: who, what, of what. */
function line({ user, verb, objectRef, requestURI }: AuditEvent): string {
  const { resource = requestURI, subresource = '', name = '' } = objectRef ?? {};
  const who = user.username.split(':').at(-1);
  const part = subresource === '' ? '' : `/${subresource}`;
  return `${who} ${verb} ${resource}${part} ${name}`.trim();
}

test('shows a Deployment made by one request, and all else by requests of others', async () => {
  const events = await story();
  const answered = events.filter(
    ({ stage, user }) => stage !== 'RequestReceived' && user.username !== 'admin',
  );

  assert.equal(answered.map(line), [
    ...['n1 create nodes n1', 'n1 watch pods'],
    ...['deployment-controller watch deployments'],
    ...['replicaset-controller watch replicasets', 'kube-scheduler watch pods'],
    'alice create deployments web',
    'deployment-controller create replicasets web-1',
    'replicaset-controller create pods web-1-a',
    'kube-scheduler create pods/binding web-1-a',
    'n1 patch pods/status web-1-a',
  ]);
  for (const { annotations } of answered)
    assert.is(annotations?.['authorization.k8s.io/decision'], 'allow');
});

test('shows no request by which a Pod is handed to a kubelet: it had asked before', async () => {
  const events = await story();
  const at = (text: string, stage: string): number =>
    events.findIndex((event) => event.stage === stage && line(event) === text);
  const bound = at(
    'kube-scheduler create pods/binding web-1-a',
    'ResponseComplete',
  );
  const ran = at('n1 patch pods/status web-1-a', 'RequestReceived');

  assert.ok(at('n1 watch pods', 'ResponseStarted') < bound);
  assert.is(ran, bound + 1, 'nothing was asked between the binding and the status');
  const byServer = events.filter(
    ({ user }) => user.username === 'system:apiserver',
  );
  assert.equal(byServer.map(line), []);
});

test('shows kubectl as the command line, and the kubelet as a node', async () => {
  const events = await story();
  const agents = new Map(
    events.map(({ userAgent = '', user }) => [userAgent.split('/')[0], user]),
  );

  assert.is(agents.get('kubectl')?.username, 'alice');
  assert.equal(agents.get('kubelet'), {
    username: 'system:node:n1',
    groups: ['system:nodes', 'system:authenticated'],
  });
});

test.run();
