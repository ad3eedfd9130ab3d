import {
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { parse } from 'yaml';
import type { Handler } from '#apiserver';
import { makeCertificates } from '#apiserver/node';
import { openDoors } from './doors.ts';
import { readFlags } from './flags.ts';
import { openKeys } from './keys.ts';
import { writeKubeconfig } from './kubeconfig.ts';

const test = suite('the doors of a cluster');

function get(url: string, options: object): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { ...options, agent: false }, (answer) => {
      answer.resume().on('end', () => resolve(answer.statusCode));
    });
    sent.on('error', reject).end();
  });
}

test('by TLS a certificate says who comes, none says nothing, and a strange one is refused', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kubewright-doors-'));
  const flags = readFlags(['--secure-port', '0', '--data', folder]);
  if (flags === 'help') throw new Error('no help was asked for');
  const asked: (string | undefined)[] = [];
  const { certificates } = await openKeys(flags);
  const handle: Handler = async ({ user }) => {
    asked.push(user?.name);
    return { code: 200, headers: {}, body: '{}' };
  };
  const { secure, kubeconfig } = await openDoors(flags, handle, certificates);
  try {
    const text = readFileSync(kubeconfig ?? '', 'utf8');
    const { clusters, users } = parse(text);
    const decode = (data: string) => Buffer.from(data, 'base64').toString();
    const ca = decode(clusters[0].cluster['certificate-authority-data']);
    const cert = decode(users[0].user['client-certificate-data']);
    const key = decode(users[0].user['client-key-data']);
    const { server } = clusters[0].cluster;

    assert.is(await get(`${server}/api`, { ca, cert, key }), 200);
    assert.is(await get(`${server}/api`, { ca }), 200);
    const { admin } = await makeCertificates();
    assert.is(await get(`${server}/api`, { ca, ...admin }), 401);
    assert.equal(asked, ['kubernetes-admin', undefined]);
    assert.is(statSync(kubeconfig ?? '').mode & 0o077, 0);
  } finally {
    await secure?.close();
    rmSync(folder, { recursive: true });
  }
});

test('a kubeconfig that another program wrote is not written over', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kubewright-doors-'));
  const file = join(folder, 'config');
  writeFileSync(file, 'apiVersion: v1\n');
  try {
    const said = await writeKubeconfig(file, 'ours').then(
      () => '',
      (error: Error) => error.message,
    );

    assert.match(said, /name another file$/);
    assert.is(readFileSync(file, 'utf8'), 'apiVersion: v1\n');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test.run();
