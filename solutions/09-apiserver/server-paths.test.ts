import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createVirtualWorld, millis } from '#world';
import { type HealthCheck, healthPaths, PING } from './health.ts';
import { RESOURCES } from './kinds/table.ts';
import { createMetrics } from './metrics.ts';
import type { ApiResponse, PathHandler, RequestContext } from './types.ts';
import { versionPath } from './version.ts';

const test = suite('paths of no resource');

function contextOf(url: string, more: Partial<RequestContext['info']> = {}) {
  const [path = '', query = ''] = url.split('?');
  const context: RequestContext = {
    request: { method: 'GET', url },
    info: {
      ...{ verb: 'get', path, isResourceRequest: false, group: '', version: '' },
      ...{ resource: '', subresource: '', namespace: '', name: '', ...more },
    },
    query: new URLSearchParams(query),
    user: { name: 'system:anonymous', groups: [] },
    warnings: [],
  };
  return context;
}

function get(
  paths: Readonly<Record<string, PathHandler>>,
  url: string,
): Promise<ApiResponse> {
  const context = contextOf(url);
  const handler = paths[context.info.path];
  if (handler === undefined) throw new Error(`nothing answers at ${url}`);
  return handler(context);
}

const sick: HealthCheck = { name: 'etcd', check: () => 'no route to it' };

test('a server that is well says ok, and each check when asked', async () => {
  const paths = healthPaths('readyz', [PING]);

  assert.is((await get(paths, '/readyz')).body, 'ok');
  assert.is(
    (await get(paths, '/readyz?verbose')).body,
    '[+]ping ok\nreadyz check passed\n',
  );
  assert.is((await get(paths, '/readyz/ping')).body, 'ok');
});

test('one check that fails makes it 500, and says which but not why', async () => {
  const paths = healthPaths('livez', [PING, sick]);
  const { code, body } = await get(paths, '/livez');

  assert.is(code, 500);
  assert.is(
    body,
    '[+]ping ok\n[-]etcd failed: reason withheld\nlivez check failed\n',
  );
});

test('a check can be left out, and one that does not exist can not', async () => {
  const paths = healthPaths('healthz', [PING, sick]);
  const url = '/healthz?verbose&exclude=etcd&exclude=nothing';
  const { code, body } = await get(paths, url);

  assert.is(code, 200);
  assert.is(
    body,
    '[+]ping ok\n[+]etcd excluded: ok\n' +
      'warn: some health checks cannot be excluded: no matches for "nothing"\n' +
      'healthz check passed\n',
  );
});

test('the version is of strings, its minor a bare number from 33 on', async () => {
  const { body } = await versionPath(contextOf('/version'));
  const version = JSON.parse(String(body));

  assert.is(version.major, '1');
  assert.match(version.minor, /^\d+$/);
  assert.ok(Number(version.minor) >= 33);
  for (const value of Object.values(version)) assert.type(value, 'string');
});

test('requests are counted by what they asked for and what came of it', async () => {
  const { clock } = createVirtualWorld({ seed: 1 });
  const { filter, path } = createMetrics(clock);
  const pods = { isResourceRequest: true, version: 'v1', resource: 'pods' };
  const resource = RESOURCES.find((row) => row.resource === 'pods');
  const list = {
    ...contextOf('/api/v1/pods', { ...pods, verb: 'list' }),
    ...(resource && { resource }),
  };
  const answered = (code: number) => async () => ({ code, headers: {} });

  await filter(list, answered(200));
  await filter(list, answered(200));
  const slow = filter(list, async () => {
    await clock.sleep(millis(30));
    return { code: 500, headers: {} };
  });
  await clock.advance(millis(30));
  await slow;

  const text = String((await path(contextOf('/metrics'))).body);
  const labels =
    'verb="LIST",dry_run="",group="",version="v1",resource="pods",subresource="",scope="cluster"';
  assert.ok(text.includes(`apiserver_request_total{${labels},code="200"} 2\n`));
  assert.ok(text.includes(`apiserver_request_total{${labels},code="500"} 1\n`));
  const bar = `apiserver_request_duration_seconds_bucket{${labels}`;
  assert.ok(text.includes(`${bar},le="0.025"} 2\n`));
  assert.ok(text.includes(`${bar},le="0.05"} 3\n`));
  assert.ok(text.includes(`${bar},le="+Inf"} 3\n`));
});

test('what a caller makes up does not become a label', async () => {
  const { clock } = createVirtualWorld({ seed: 1 });
  const { filter, path } = createMetrics(clock);
  for (const resource of ['x"} 1\nevil{a="', 'constructor', 'a', 'b', 'c']) {
    const made = contextOf('/', { isResourceRequest: true, resource });
    await filter(made, async () => ({ code: 404, headers: {} }));
  }

  const text = String((await path(contextOf('/metrics'))).body);
  assert.match(text, /^apiserver_request_total\{.*resource="unknown".*\} 5$/m);
  assert.not.match(text, /evil|constructor|resource="a"/);
});

test.run();
