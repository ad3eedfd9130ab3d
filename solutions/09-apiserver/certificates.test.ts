import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { certificatesIn, makeCertificates } from './certificates.node.ts';
import { serve } from './http.node.ts';
import type { UserInfo } from './types.ts';

const test = suite('certificates');

test('they are made once, and kept where no other may read the keys', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kubewright-pki-'));
  try {
    const first = await certificatesIn(folder);
    const again = await certificatesIn(folder);

    assert.equal(again, first);
    for (const name of readdirSync(folder)) {
      const { mode } = statSync(join(folder, name));
      assert.is(mode & 0o077, name.endsWith('.key') ? 0 : 0o044, name);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('new ones take the place of what can not be read', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kubewright-pki-'));
  try {
    await certificatesIn(folder);
    writeFileSync(join(folder, 'apiserver.crt'), 'torn');
    const { ca, server } = await certificatesIn(folder);

    const authority = new X509Certificate(ca);
    assert.ok(new X509Certificate(server.cert).verify(authority.publicKey));
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('over TLS the common name is the user and each organisation a group', async () => {
  const { ca, server: tls, admin } = await makeCertificates();
  const seen: (UserInfo | undefined)[] = [];
  const server = await serve({
    handle: async ({ user }) => {
      seen.push(user);
      return { code: 200, headers: {}, body: '{}' };
    },
    ...{ port: 0, tls: { ...tls, ca } },
  });
  const get = (own: object) =>
    new Promise<void>((resolve, reject) => {
      const options = { ca, ...own, agent: false };
      const sent = request(server.url, options, (answer) => {
        answer.resume().on('end', resolve);
      });
      sent.on('error', reject).end();
    });

  try {
    await get(admin);
    await get({});
  } finally {
    await server.close();
  }

  const [who] = seen;
  const [id = ''] =
    who?.extra?.['authentication.kubernetes.io/credential-id'] ?? [];
  assert.match(id, /^X509SHA256=[0-9a-f]{64}$/);
  assert.equal(seen, [
    {
      name: 'kubernetes-admin',
      groups: ['system:masters', 'system:authenticated'],
      extra: { 'authentication.kubernetes.io/credential-id': [id] },
    },
    undefined,
  ]);
});

test('a certificate of another authority is refused, and the handler never hears of it', async () => {
  const { ca, server: tls } = await makeCertificates();
  const stranger = await makeCertificates();
  const seen: (UserInfo | undefined)[] = [];
  const server = await serve({
    handle: async ({ user }) => {
      seen.push(user);
      return { code: 200, headers: {}, body: '{}' };
    },
    ...{ port: 0, tls: { ...tls, ca } },
  });

  let code: number | undefined;
  try {
    code = await new Promise((resolve, reject) => {
      const options = { ca, ...stranger.admin, agent: false };
      const sent = request(server.url, options, (answer) => {
        answer.resume().on('end', () => resolve(answer.statusCode));
      });
      sent.on('error', reject).end();
    });
  } finally {
    await server.close();
  }

  assert.equal([code, seen], [401, []]);
});

test.run();
