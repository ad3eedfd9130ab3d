// Requests that no client should send: each gets a Status, and nothing is left of it.

import { connect } from 'node:net';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  type ApiRequest,
  type ApiResponse,
  type Handler,
  memoryStorage,
  type UserInfo,
} from '#apiserver';
import { KUBERNETES } from '#apiserver/kubernetes';
import { serve } from '#apiserver/node';
import { type Chance, createVirtualWorld, millis, type VirtualClock } from '#world';
import { assemble } from './assemble.ts';

const RESOURCES = KUBERNETES.resources;
const seed = Number(process.env.SEED ?? 1);
const isLong = process.env.KUBEWRIGHT_LONG !== undefined;
const REQUESTS = isLong ? 50_000 : 3_000;
const SOCKETS = isLong ? 2_000 : 150;

const test = suite(`malformed requests, seed ${seed}`);

const ADMIN: UserInfo = { name: 'admin', groups: ['system:masters'] };

async function makeServer() {
  const world = createVirtualWorld({ seed });
  const storage = memoryStorage();
  const server = assemble({ world, storage, clock: undefined, doors: [] });
  await server.open({ server: 'http://127.0.0.1:8080', caPem: '' });
  // Whom no gate stops: else nothing would come to what stands behind them.
  const handle: Handler = (request) => server.handle({ user: ADMIN, ...request });
  return { server, handle, world };
}

class Drawer {
  readonly #chance: Chance;

  constructor(chance: Chance) {
    this.#chance = chance;
  }

  below(limit: number): number {
    return Math.floor(this.#chance.next() * limit);
  }

  one<T>(all: readonly T[]): T {
    const found = all[this.below(all.length)];
    if (found === undefined) throw new Error('nothing to draw from');
    return found;
  }

  request(): ApiRequest {
    const method = this.one(METHODS);
    const url = this.#url();
    const type = this.one(TYPES);
    const headers: Record<string, string> = { accept: this.one(ACCEPTS) };
    if (type !== '') headers['content-type'] = type;
    if (method === 'GET' && this.below(3) > 0) return { method, url, headers };
    return { method, url, headers, body: this.#body() };
  }

  #url(): string {
    const path = this.below(4) === 0 ? this.one(PATHS) : this.#place();
    const count = this.below(3);
    const query = Array.from({ length: count }, () => this.#parameter());
    return query.length === 0 ? path : `${path}?${query.join('&')}`;
  }

  #place(): string {
    const { group, version, resource } = this.one(RESOURCES);
    const root = group === '' ? `/api/${version}` : `/apis/${group}/${version}`;
    const inside = this.one([
      '',
      '/namespaces/default',
      `/namespaces/${this.#word()}`,
    ]);
    const name = this.one(['', `/${this.#word()}`, '/a']);
    const part = this.one(['', '', '/status', '/scale', `/${this.#word()}`]);
    return `${root}${inside}/${resource}${name}${name === '' ? '' : part}`;
  }

  #parameter(): string {
    const name = this.one([...QUERIES, encoded(this.#word())]);
    return `${name}=${this.one([encoded(this.#word()), ...VALUES])}`;
  }

  #word(): string {
    return this.one(WORDS);
  }

  #body(): Uint8Array | string {
    const kind = this.below(8);
    if (kind === 0) return this.one(BROKEN);
    if (kind === 1) return new Uint8Array(40).map(() => this.below(256));
    if (kind === 2) return this.#deep(this.below(20_000));
    const text = JSON.stringify(this.#object());
    return kind === 3 ? text.slice(0, this.below(text.length)) : text;
  }

  #deep(levels: number): string {
    return this.one([
      '['.repeat(levels) + ']'.repeat(levels),
      `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`,
      `{"metadata":{"name":"a","labels":${'['.repeat(levels)}${']'.repeat(levels)}}}`,
    ]);
  }

  /** Nearly an object: with something wrong in it, as often as not. */
  #object(): unknown {
    const { kind } = this.one(RESOURCES);
    const whole = {
      apiVersion: this.one(['v1', 'apps/v1', 'nothing/v9', this.#value()]),
      kind: this.one([kind, this.#value()]),
      metadata: this.one([
        { name: 'a' },
        { name: this.#value(), labels: this.#value() },
        {
          generateName: this.#value(),
          annotations: { [this.#word()]: this.#value() },
        },
        { name: 'a', finalizers: this.#value(), ownerReferences: [this.#value()] },
        { name: 'a', resourceVersion: this.#value(), uid: this.#value() },
        this.#value(),
      ]),
      spec: this.one([this.#value(), { [this.#word()]: this.#value() }]),
      [this.#word()]: this.#value(),
    };
    return this.one([whole, whole, whole, this.#value(), [whole]]);
  }

  #value(): unknown {
    return this.one([
      ...[null, true, 0, -1, 1.5, 1e300, '', 'a', 'A b', this.#word(), [], {}],
      ...[[null], [{}], { a: null }, { [this.#word()]: {} }, 'x'.repeat(300)],
    ]);
  }
}

/** Half a character can't be encoded: it stays as it is. */
function encoded(word: string): string {
  try {
    return encodeURIComponent(word);
  } catch {
    return word;
  }
}

const METHODS = [
  'GET',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'HEAD',
  'OPTIONS',
  'BREW',
];
const TYPES = [
  ...['', 'application/json', 'application/json; charset=utf-8', 'text/plain'],
  ...['application/merge-patch+json', 'application/json-patch+json'],
  ...['application/strategic-merge-patch+json', 'application/apply-patch+yaml'],
  ...['application/vnd.kubernetes.protobuf', 'application/yaml', ';;;', '/'],
];
const ACCEPTS = [
  ...['', '*/*', 'application/json', 'text/html', 'application/json;q=x', ',;,='],
  'application/json;as=Table;v=v1;g=meta.k8s.io',
  'application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io',
  'application/json;as=Nothing;v=v9;g=none',
];
const PATHS = [
  ...[
    '/',
    '//',
    '/api',
    '/api/',
    '/api/v1',
    '/api/v9',
    '/apis',
    '/apis//',
    '/%',
    '',
  ],
  ...[
    '/api/v1/%zz',
    '/api/v1/pods/%00',
    '/api/v1/namespaces/../secrets',
    '/.',
    '/..',
  ],
  ...[
    '/api/v1/watch/pods',
    '/readyz/',
    '/readyz/x',
    'api/v1/pods',
    '/api/v1//pods',
  ],
  `/${'a/'.repeat(500)}`,
  `/api/v1/namespaces/${'a'.repeat(5_000)}/pods`,
];
const WORDS = [
  ...[
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    'hasOwnProperty',
    'then',
  ],
  ...[
    'a',
    'A',
    '',
    ' ',
    '.',
    '..',
    'a/b',
    '%',
    '%2f',
    '\u0000',
    'ä',
    '😀',
    '\ud800',
  ],
  ...['-1', '0', 'true', 'null', 'a'.repeat(254), 'a,b=c', 'in (', '!', 'x=y=z'],
];
const QUERIES = [
  ...['watch', 'limit', 'continue', 'resourceVersion', 'resourceVersionMatch'],
  ...['labelSelector', 'fieldSelector', 'timeoutSeconds', 'sendInitialEvents'],
  ...['dryRun', 'fieldManager', 'fieldValidation', 'propagationPolicy', 'force'],
  ...[
    'gracePeriodSeconds',
    'allowWatchBookmarks',
    'includeObject',
    'orphanDependents',
  ],
];
const VALUES = [
  '',
  '1',
  '%',
  '%zz',
  '99999999999999999999',
  'eyJ2IjoibWV0YSJ9',
  '&',
];
const BROKEN = [
  ...[
    '',
    '{',
    '}',
    '[',
    'null',
    '"',
    '{"a":}',
    '{"kind":"Pod",}',
    'undefined',
    '\u0000',
  ],
  ...['{"__proto__":{"polluted":true}}', '{"metadata":{"__proto__":{"name":"a"}}}'],
  '{"metadata":{"name":"a","labels":{"__proto__":"x","constructor":"y"}}}',
  '\ufeff{}',
  `{"metadata":{"name":"a"},"data":{"a":"${'x'.repeat(3 * 1024 * 1024)}"}}`,
];

/** A list of a version to come waits for it: time goes on until the answer is there. */
async function settled(
  pending: Promise<ApiResponse>,
  clock: VirtualClock,
): Promise<ApiResponse> {
  let isThere = false;
  const answer = pending.finally(() => {
    isThere = true;
  });
  answer.catch(() => undefined);
  for (let turn = 0; !isThere && turn < 10; turn++)
    await clock.advance(millis(1_000));
  assert.ok(isThere, 'no answer within ten seconds');
  return answer;
}

/** An answer that a client can make something of. */
function check(
  { code, headers, body, stream }: ApiResponse,
  request: ApiRequest,
): void {
  const said = JSON.stringify({ ...request, signal: undefined }).slice(0, 400);
  assert.ok(Number.isInteger(code) && code >= 200 && code < 600, said);
  for (const value of Object.values(headers)) assert.type(value, 'string', said);
  if (code < 400) return;
  assert.is(stream, undefined, said);
  const text = typeof body === 'string' ? body : new TextDecoder().decode(body);
  const status = JSON.parse(text);
  assert.is(status.kind, 'Status', said);
  assert.is(status.code, code, said);
  assert.is(status.status, 'Failure', said);
  assert.type(status.message, 'string', said);
  assert.ok(code !== 500, `${status.message} to ${said}`);
}

test('each is answered, by a Status if it is refused', async () => {
  const { server, handle, world } = await makeServer();
  const drawer = new Drawer(world.chance.fork('requests'));

  for (let i = 0; i < REQUESTS; i++) {
    const gone = new AbortController();
    const request = { ...drawer.request(), signal: gone.signal };
    const answer = await settled(handle(request), world.clock);
    check(answer, request);
    gone.abort();
    if (answer.stream !== undefined) for await (const _ of answer.stream);
  }

  assert.is(Object.keys(Object.prototype).length, 0);
  assert.is(Reflect.get({}, 'polluted'), undefined);
  server.close();
});

test('names that JavaScript knows are names like others', async () => {
  const { server, handle } = await makeServer();
  const make = (name: string, data: string) =>
    handle({
      ...{ method: 'POST', url: '/api/v1/namespaces' },
      body: `{"metadata":{"name":"${name}","labels":${data}}}`,
    });
  for (const word of ['constructor', 'valueof', 'then'])
    assert.is((await make(word, '{}')).code, 201);

  const labels = '{"__proto__":"x","constructor":"y","toString":"z"}';
  const { code, body } = await make('own', labels);
  const got = await handle({ method: 'GET', url: '/api/v1/namespaces/own' });

  if (code === 201) {
    const kept = JSON.parse(String(got.body)).metadata.labels;
    assert.is(Object.hasOwn(kept, 'constructor'), true);
  } else assert.is(JSON.parse(String(body)).reason, 'Invalid');
  for (const url of ['/api/v1/__proto__', '/apis/constructor/v1/x', '/__proto__'])
    assert.is((await handle({ method: 'GET', url })).code, 404, url);
  server.close();
});

/** What a server says to bytes, written piece by piece and then broken off. */
async function pour(port: number, pieces: readonly Buffer[]): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  let said = '';
  socket.setEncoding('latin1').on('data', (part) => {
    said += part;
  });
  socket.on('error', () => undefined);
  const closed = new Promise((resolve) => socket.on('close', resolve));
  for (const piece of pieces) {
    socket.write(piece);
    // Each in a turn of its own: a body that is slow to come.
    await new Promise((resolve) => setImmediate(resolve));
  }
  socket.end();
  await closed;
  return said;
}

function halves(bytes: Buffer): readonly Buffer[] {
  const middle = bytes.length >> 1;
  return [bytes.subarray(0, middle), bytes.subarray(middle)];
}

test('on a socket too: cut off, doubled, half open', async () => {
  const { server, handle, world } = await makeServer();
  const served = await serve({ handle, port: 0 });
  const drawer = new Drawer(world.chance.fork('sockets'));
  const all: Promise<string>[] = [];

  for (let i = 0; i < SOCKETS; i++) {
    const { method, url, body = '' } = drawer.request();
    const bytes = Buffer.from(body);
    const claim = drawer.one([bytes.length, bytes.length + 9, 0, -1, 1e12]);
    const path = drawer.one([url, url, 'no path', '\u0001']);
    const head =
      `${method} ${path} HTTP/1.1\r\nHost: x\r\n` +
      `${drawer.one(['Content-Length', 'content-length ', 'Transfer-Encoding'])}: ${claim}\r\n` +
      `${drawer.one(['', 'Connection: close\r\n', 'X: \u0000\r\n', ': y\r\n'])}\r\n`;
    const pieces = [Buffer.from(head, 'latin1'), ...halves(bytes)];
    all.push(pour(served.port, pieces.slice(0, 1 + drawer.below(3))));
    if (all.length % 20 === 0) await Promise.all(all);
  }
  const answers = await Promise.all(all);
  const well = await pour(served.port, [
    Buffer.from('GET /readyz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'),
  ]);

  for (const answer of answers)
    if (answer !== '') assert.match(answer, /^HTTP\/1\.1 \d{3} /);
  assert.match(well, /\r\n\r\nok$/);
  await served.close();
  assert.is(served.streams, 0);
  assert.equal(served.inFlight, { reading: 0, mutating: 0 });
  server.close();
});

test.run();
