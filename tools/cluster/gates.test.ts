// The gates of the assembled cluster: who comes in, who doesn't, and what is written of it.

import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { AuditEvent } from '#gates';
import { ADMIN, testCluster } from './ask.ts';
import { banner } from './banner.ts';
import { readFlags } from './flags.ts';
import { openKeys } from './keys.ts';

const test = suite('the gates of a cluster');

const ACCOUNTS = '/api/v1/namespaces/default/serviceaccounts';
const PUBLIC = '/api/v1/namespaces/kube-public/configmaps';

test('nobody may read cluster-info, and ask how the server is', async () => {
  const { ask } = await testCluster();
  const info = await ask({ url: `${PUBLIC}/cluster-info` });
  const list = await ask({ url: PUBLIC });
  const version = await ask({ url: '/version' });
  const api = await ask({ url: '/api' });

  assert.match(info.body.data.kubeconfig, 'server: https://127.0.0.1:6443');
  assert.equal([list.code, version.code, api.code], [403, 200, 403]);
  assert.is(
    api.body.message,
    'forbidden: User "system:anonymous" cannot get path "/api"',
  );
});

test('a token of a service account lets in its account, and a wrong one nobody', async () => {
  const { ask } = await testCluster();
  const made = await ask({
    ...{ method: 'POST', url: `${ACCOUNTS}/default/token`, as: ADMIN, body: {} },
  });
  const { token } = made.body.status;
  const known = await ask({ url: ACCOUNTS, as: token });
  const unknown = await ask({ url: ACCOUNTS, as: `${token}x` });

  assert.is(
    known.body.message,
    'serviceaccounts is forbidden: User "system:serviceaccount:default:default" cannot list resource "serviceaccounts" in API group "" in the namespace "default"',
  );
  assert.equal([unknown.code, unknown.body.message], [401, 'Unauthorized']);
});

test('before it is open it says that it is not ready, and why to those who ask', async () => {
  const { ask, server } = await testCluster(false);
  const before = await ask({ url: '/readyz', as: ADMIN });
  const part = await ask({ url: '/readyz/informer-sync', as: ADMIN });
  await server.open({ server: 'https://127.0.0.1:6443', caPem: '' });
  const after = await ask({ url: '/readyz?verbose', as: ADMIN });

  assert.is(before.code, 500);
  assert.match(before.body, '[-]informer-sync failed: reason withheld');
  assert.match(part.body, /13 informers not started yet: \[clusterrolebindings /);
  assert.is(after.code, 200);
  assert.match(after.body, '[+]poststarthook/rbac/bootstrap-roles ok');
});

test('the audit log is read from where the last reading ended', async () => {
  const { ask } = await testCluster();
  const log = (since: string) =>
    ask({ url: `/debug/audit?since=${since}`, as: ADMIN });
  const { resourceVersion: from } = (await log('0')).body.metadata;
  await ask({ url: ACCOUNTS, as: { name: 'bob', groups: [] } });
  const { body } = await log(from);
  const wrong = await log('yesterday');
  const nobody = await ask({ url: '/debug/audit' });

  assert.is(body.kind, 'EventList');
  const events: readonly AuditEvent[] = body.items;
  const seen = events.filter(({ user }) => user.username === 'bob');
  assert.equal(
    seen.map(({ stage, verb, objectRef, responseStatus, annotations }) => [
      ...[stage, verb, objectRef?.resource, responseStatus?.code],
      annotations?.['authorization.k8s.io/decision'],
    ]),
    [
      ['RequestReceived', 'list', 'serviceaccounts', undefined, undefined],
      ['ResponseComplete', 'list', 'serviceaccounts', 403, 'forbid'],
    ],
  );
  assert.equal([wrong.code, nobody.code], [400, 403]);
});

test('who reads changes nothing of what is made: ids of events are drawn apart', async () => {
  const named = async (reads: number): Promise<string> => {
    const { ask } = await testCluster();
    for (let i = 0; i < reads; i++) await ask({ url: '/version', as: ADMIN });
    const metadata = { generateName: 'a-' };
    const url = '/api/v1/namespaces/default/configmaps';
    const { body } = await ask({
      method: 'POST',
      url,
      body: { metadata },
      as: ADMIN,
    });
    return `${body.metadata.name} ${body.metadata.uid}`;
  };

  assert.is(await named(0), await named(7));
});

test('the key of tokens is kept where the data is, and else is a new one', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kubewright-keys-'));
  const keyIds = async (...words: string[]): Promise<string[]> => {
    const flags = readFlags(['--insecure', ...words]);
    if (flags === 'help') throw new Error('no help was asked for');
    return [
      (await openKeys(flags)).tokenKey.id,
      (await openKeys(flags)).tokenKey.id,
    ];
  };
  try {
    const [first, second] = await keyIds('--data', folder);
    const [one, other] = await keyIds('--ephemeral');

    assert.is(first, second);
    assert.is.not(one, other);
    assert.is(statSync(join(folder, 'pki', 'sa.key')).mode & 0o077, 0);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('the banner names the audit log when it is kept', () => {
  const says = (...words: string[]): string => {
    const flags = readFlags(words);
    if (flags === 'help') throw new Error('no help was asked for');
    const doors = { plain: 'http://a', secure: undefined, kubeconfig: undefined };
    return banner({ ...doors, place: 'in memory' }, flags);
  };

  assert.match(says('--insecure'), '/debug/audit');
  assert.match(says('--virtual-clock'), '/debug/audit');
  assert.not.match(says(), '/debug/audit');
});

test.run();
