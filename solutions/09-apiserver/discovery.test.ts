import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { discoveryPaths } from './discovery.ts';
import { RESOURCES } from './kinds/table.ts';
import type { ApiResponse, RequestContext } from './types.ts';

const test = suite('discovery');
const paths = discoveryPaths(RESOURCES);
/** What kubectl 1.30 and newer send, to the letter. */
const NEW =
  'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,' +
  'application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList,' +
  'application/json';
const MIDDLE = NEW.slice(NEW.indexOf(',') + 1);

async function get(
  path: string,
  headers: Record<string, string> = {},
): Promise<ApiResponse> {
  const handler = paths[path];
  if (handler === undefined) throw new Error(`nothing answers at ${path}`);
  const request = { method: 'GET', url: path, headers };
  const info = { verb: 'get', path, isResourceRequest: false };
  const names = { group: '', version: '', resource: '', subresource: '' };
  const context: RequestContext = {
    request,
    info: { ...info, ...names, namespace: '', name: '' },
    query: new URLSearchParams(),
    user: { name: 'system:anonymous', groups: [] },
    warnings: [],
  };
  return handler(context);
}

const parse = ({ body }: ApiResponse) => JSON.parse(String(body));

test('a client that accepts plain JSON gets plain documents', async () => {
  const api = await get('/api', { accept: 'application/json' });
  const apis = await get('/apis');

  assert.equal(parse(api).versions, ['v1']);
  assert.equal(parse(apis).kind, 'APIGroupList');
  const autoscaling = parse(apis).groups.find(
    ({ name }: { name: string }) => name === 'autoscaling',
  );
  assert.is(autoscaling.preferredVersion.groupVersion, 'autoscaling/v2');
});

test('the first form that a client accepts and we have is the answer', async () => {
  const newest = await get('/apis', { accept: NEW });
  const middle = await get('/apis', { accept: MIDDLE });
  const unknown = await get('/apis', {
    accept: NEW.replace('v=v2;', 'v=v3;').replace('v2beta1', 'v9'),
  });

  assert.match(newest.headers['content-type'] ?? '', /;v=v2;as=/);
  assert.is(parse(newest).apiVersion, 'apidiscovery.k8s.io/v2');
  assert.match(middle.headers['content-type'] ?? '', /;v=v2beta1;as=/);
  assert.is(parse(middle).apiVersion, 'apidiscovery.k8s.io/v2beta1');
  assert.is(unknown.headers['content-type'], 'application/json');
});

test('quality decides before order', async () => {
  const { headers } = await get('/api', {
    accept: `application/json;q=0.9,${NEW.split(',')[0]};q=0.5`,
  });

  assert.is(headers['content-type'], 'application/json');
});

test('a client that has the document is sent nothing again', async () => {
  const { headers } = await get('/apis', { accept: NEW });
  const etag = headers.etag ?? '';
  const again = await get('/apis', { accept: NEW, 'if-none-match': etag });
  const other = await get('/apis', { 'if-none-match': etag });

  assert.is(again.code, 304);
  assert.is(again.body, undefined);
  assert.is(other.code, 200, 'the plain form has a tag of its own');
});

test('a part of another kind says whose', async () => {
  const { resources } = parse(await get('/api/v1'));
  const named = (name: string) =>
    resources.find((each: { name: string }) => each.name === name);

  assert.equal(named('pods/eviction'), {
    ...{ name: 'pods/eviction', singularName: '', namespaced: true },
    ...{ group: 'policy', version: 'v1', kind: 'Eviction', verbs: ['create'] },
  });
  assert.is(named('pods/exec').group, undefined);
  assert.is(named('pods/exec').kind, 'PodExecOptions');
  assert.is(named('serviceaccounts/token').kind, 'TokenRequest');
});

test('plain and aggregated say the same', async () => {
  const [core] = parse(await get('/api', { accept: NEW })).items;
  const { items } = parse(await get('/apis', { accept: NEW }));
  const all = [core, ...items].flatMap(({ metadata, versions }) =>
    versions.flatMap(
      ({ version, resources }: { version: string; resources: Row[] }) =>
        resources.flatMap(({ resource, subresources = [] }) => [
          `${metadata.name}/${version}/${resource}`,
          ...subresources.map(
            (part) => `${metadata.name}/${version}/${resource}/${part.subresource}`,
          ),
        ]),
    ),
  );

  const plain: string[] = [];
  for (const path of Object.keys(paths)) {
    const { groupVersion, resources = [] } = parse(await get(path));
    for (const { name } of resources)
      plain.push(`${groupVersion.includes('/') ? '' : '/'}${groupVersion}/${name}`);
  }

  assert.equal(plain.sort(), all.sort());
});

interface Row {
  readonly resource: string;
  readonly subresources?: readonly { readonly subresource: string }[];
}

test('no two rows of a version share a name that kubectl knows', () => {
  const seen = new Set<string>();
  for (const { group, version, resource, singular, shortNames = [] } of RESOURCES)
    for (const name of new Set([resource, singular, ...shortNames])) {
      const whole = `${name}.${version}.${group}`;
      assert.not.ok(seen.has(whole), whole);
      seen.add(whole);
    }
});

test.run();
