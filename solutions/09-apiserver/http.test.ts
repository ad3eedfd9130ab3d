import { request as httpRequest, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type ServeOptions, serve } from './http.node.ts';
import { answer } from './respond.ts';
import type { ApiRequest, ApiResponse, Handler } from './types.ts';

const test = suite('the API server on a socket');

const JSON_TYPE = { 'content-type': 'application/json' };
const ok = (body: string): ApiResponse => ({ code: 200, headers: JSON_TYPE, body });

interface Answer {
  readonly code: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

interface Ask {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** Runs with a server that answers by `handle`, and ends it after. */
async function served(
  handle: Handler,
  run: (url: string) => Promise<void>,
  more: Partial<ServeOptions> = {},
): Promise<void> {
  const server = await serve({ handle, port: 0, ...more });
  try {
    await run(server.url);
  } finally {
    await server.close();
  }
}

function ask(url: string, { method = 'GET', path = '/', ...rest }: Ask = {}) {
  return new Promise<Answer>((resolve, reject) => {
    const { headers = {}, body } = rest;
    const sent = httpRequest(`${url}${path}`, { method, headers, agent: false });
    sent.on('error', reject);
    sent.on('response', (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part) => parts.push(part));
      answer.on('error', reject);
      answer.on('end', () => {
        const code = answer.statusCode ?? 0;
        resolve({ code, headers: answer.headers, body: Buffer.concat(parts) });
      });
    });
    sent.end(body);
  });
}

/** What a server says to bytes that are written to it as they stand. */
function raw(url: string, bytes: string | Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    let said = '';
    socket.on('data', (part) => {
      said += part;
    });
    socket.on('error', reject);
    socket.on('close', () => resolve(said));
    socket.write(bytes);
  });
}

test('method, path, headers and body reach the handler as they came', async () => {
  let seen: ApiRequest | undefined;
  const handle: Handler = async (request) => {
    seen = request;
    return ok('{}');
  };

  await served(handle, async (url) => {
    await ask(url, {
      ...{ method: 'PUT', path: '/api/v1/x?a=%20b', body: '{"a":"ö"}' },
      headers: { 'Content-Type': 'application/json', 'X-Two': 'one' },
    });
  });

  assert.is(seen?.method, 'PUT');
  assert.is(seen?.url, '/api/v1/x?a=%20b');
  assert.is(seen?.headers?.['x-two'], 'one');
  assert.is(new TextDecoder().decode(Buffer.from(seen?.body ?? '')), '{"a":"ö"}');
});

test('the head of a stream goes out before its first event', async () => {
  let begin = (): void => undefined;
  async function* events() {
    await new Promise<void>((resolve) => {
      begin = resolve;
    });
    yield '{"type":"ADDED"}\n';
  }
  const handle: Handler = async () => ({
    ...{ code: 200, headers: JSON_TYPE, stream: events() },
  });

  await served(handle, async (url) => {
    const text = await new Promise<string>((resolve, reject) => {
      const sent = httpRequest(url, { agent: false }, (answer) => {
        begin();
        answer.on('data', (part) => resolve(String(part)));
      });
      sent.on('error', reject).end();
    });

    assert.is(text, '{"type":"ADDED"}\n');
  });
});

test('a client that has gone aborts the signal of its request', async () => {
  const gone: Promise<void>[] = [];
  const handle: Handler = async ({ signal }) => {
    const aborted = new Promise<void>((resolve) =>
      signal?.addEventListener('abort', () => resolve()),
    );
    gone.push(aborted);
    async function* nothing(): AsyncGenerator<string> {
      await aborted;
      yield 'nobody reads this';
    }
    return { code: 200, headers: JSON_TYPE, stream: nothing() };
  };

  await served(handle, async (url) => {
    await new Promise<void>((resolve) => {
      const sent = httpRequest(url, { agent: false }, () => sent.destroy());
      sent.on('error', () => undefined);
      sent.on('close', resolve);
      sent.end();
    });
    await gone[0];
  });

  assert.is(gone.length, 1);
});

test('a client that does not read holds the stream back', async () => {
  const part = 'x'.repeat(64 * 1024);
  let made = 0;
  async function* events({ signal }: ApiRequest) {
    while (!signal?.aborted && made < 4_000) {
      made += 1;
      yield part;
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
  const handle: Handler = async (request) => ({
    ...{ code: 200, headers: {}, stream: events(request) },
  });

  await served(handle, async (url) => {
    const paused = await new Promise<IncomingMessage>((resolve, reject) => {
      const sent = httpRequest(url, { agent: false }, resolve);
      sent.on('error', reject).end();
    });
    paused.pause();
    let before = -1;
    while (made !== before) {
      before = made;
      for (let turn = 0; turn < 2_000; turn++)
        await new Promise((resolve) => setImmediate(resolve));
    }
    assert.ok(made < 4_000, 'it went on without a reader');
    paused.destroy();
  });
});

test('an answer above 128 KiB is gzipped for those who take it', async () => {
  const large = JSON.stringify({ text: 'a'.repeat(200_000) });
  const handle: Handler = async ({ url }) => ok(url === '/large' ? large : '{}');
  const headers = { 'accept-encoding': 'gzip' };

  await served(handle, async (url) => {
    const packed = await ask(url, { path: '/large', headers });
    const plain = await ask(url, { path: '/large' });
    const small = await ask(url, { headers });

    assert.is(packed.headers['content-encoding'], 'gzip');
    assert.is(String(gunzipSync(packed.body)), large);
    assert.is(plain.headers['content-encoding'], undefined);
    assert.is(String(plain.body), large);
    assert.is(small.headers['content-encoding'], undefined);
  });
});

test('a stream is read as it was written, by a client without chunks too', async () => {
  const event = new TextEncoder().encode('{"type":"ADDED","text":"ö"}\n');
  async function* events() {
    yield event;
    yield '';
    yield '{"type":"BOOKMARK","text":"ö"}\n';
    yield event;
  }
  const handle: Handler = async () => ({
    ...{ code: 200, headers: JSON_TYPE, stream: events() },
  });
  const lines =
    '{"type":"ADDED","text":"ö"}\n{"type":"BOOKMARK","text":"ö"}\n' +
    '{"type":"ADDED","text":"ö"}\n';

  await served(handle, async (url) => {
    const { body } = await ask(url);
    const old = await raw(url, 'GET / HTTP/1.0\r\n\r\n');
    const twice = await raw(
      url,
      'GET / HTTP/1.1\r\nhost: a\r\n\r\n' +
        'GET / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n',
    );

    assert.is(String(body), lines);
    assert.ok(old.endsWith(`\r\n\r\n${lines}`));
    assert.is(twice.split('HTTP/1.1 200').length, 3, 'the connection goes on');
    assert.is(twice.split('0\r\n\r\n').length, 3);
  });
});

test('an answer in parts goes out as one', async () => {
  const texts = ['{"items":[', '"a"', ',', 'x'.repeat(200_000), ']}'];
  const parts = texts.map((text) => new TextEncoder().encode(text));
  const handle: Handler = async () => answer(200, parts);
  const headers = { 'accept-encoding': 'gzip' };

  await served(handle, async (url) => {
    const plain = await ask(url);
    const packed = await ask(url, { headers });
    const head = await ask(url, { method: 'HEAD' });

    assert.is(String(plain.body), texts.join(''));
    assert.is(plain.headers['content-length'], String(plain.body.length));
    assert.is(String(gunzipSync(packed.body)), texts.join(''));
    assert.is(head.headers['content-length'], String(plain.body.length));
    assert.is(head.body.length, 0);
  });
});

test('a body above 3 MiB is refused with a Status, said so or not', async () => {
  let asked = 0;
  const handle: Handler = async () => {
    asked += 1;
    return ok('{}');
  };
  const body = Buffer.alloc(3 * 1024 * 1024 + 1, 32);

  await served(handle, async (url) => {
    const said = await ask(url, { method: 'POST', body });
    const unsaid = await ask(url, {
      ...{ method: 'POST', body, headers: { 'transfer-encoding': 'chunked' } },
    });
    for (const { code, body: refusal } of [said, unsaid]) {
      assert.is(code, 413);
      const { message, reason } = JSON.parse(String(refusal));
      assert.is(message, 'Request entity too large: limit is 3145728');
      assert.is(reason, 'RequestEntityTooLarge');
    }
  });
  assert.is(asked, 0);
});

test('of too many at once some are told to come again', async () => {
  const waiting: (() => void)[] = [];
  const handle: Handler = async () => {
    await new Promise<void>((resolve) => waiting.push(resolve));
    return ok('{}');
  };
  const more = { maxReading: 2, maxMutating: 1 };

  await served(
    handle,
    async (url) => {
      const reads = [ask(url), ask(url), ask(url)];
      const writes = [ask(url, { method: 'POST' }), ask(url, { method: 'DELETE' })];
      const firsts = await Promise.all([Promise.race(reads), Promise.race(writes)]);

      for (const { code, headers, body } of firsts) {
        assert.is(code, 429);
        assert.is(headers['retry-after'], '1');
        assert.is(JSON.parse(String(body)).reason, 'TooManyRequests');
      }
      for (const go of waiting) go();
      const codes = (await Promise.all([...reads, ...writes])).map(
        ({ code }) => code,
      );
      assert.equal(codes.sort(), [200, 200, 200, 429, 429]);
    },
    more,
  );
});

test('what is no HTTP is answered with a Status', async () => {
  const handle: Handler = async () => ok('{}');

  await served(handle, async (url) => {
    const nonsense = await raw(url, 'hello there\r\n\r\n');
    const long = await raw(
      url,
      `GET / HTTP/1.1\r\nHost: a\r\nX: ${'a'.repeat(70_000)}\r\n\r\n`,
    );

    assert.match(nonsense, /^HTTP\/1.1 400 Bad Request\r\n/);
    assert.match(nonsense, /"reason":"BadRequest"/);
    assert.match(long, /^HTTP\/1.1 431 /);
    assert.match(long, /"kind":"Status"/);
  });
});

test('a handler that throws loses its connection and no other', async () => {
  const thrown: unknown[] = [];
  const handle: Handler = async ({ url }) => {
    if (url === '/bad') throw new Error('of our own making');
    return ok('{}');
  };

  await served(
    handle,
    async (url) => {
      const bad = await ask(url, { path: '/bad' }).catch((error) => error.code);
      const good = await ask(url);

      assert.is(bad, 'ECONNRESET');
      assert.is(good.code, 200);
    },
    { onError: (error) => thrown.push(error) },
  );
  assert.is(thrown.length, 1);
});

test('closing ends open streams and leaves nothing behind', async () => {
  async function* untilAborted({ signal }: ApiRequest): AsyncGenerator<string> {
    yield 'a\n';
    await new Promise((resolve) => signal?.addEventListener('abort', resolve));
  }
  const handle: Handler = async (request) => ({
    ...{ code: 200, headers: {}, stream: untilAborted(request) },
  });
  const server = await serve({ handle, port: 0 });
  const ended = ask(server.url);
  while (server.streams === 0)
    await new Promise((resolve) => setImmediate(resolve));

  await server.close();

  assert.is(String((await ended).body), 'a\n');
  assert.is(server.streams, 0);
  assert.equal(server.inFlight, { reading: 0, mutating: 0 });
});

test.run();
