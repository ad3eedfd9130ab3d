// The documents that kubectl checks and explains objects by.

import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { RESOURCES } from './kinds/table.ts';
import { placeOf } from './openapi/documents.ts';
import { openApiPaths } from './openapi.node.ts';
import type { ApiResponse, RequestContext } from './types.ts';
import { at, isRecord, listAt, recordAt, textAt, textsAt } from './values.ts';

const test = suite('openapi');
const paths = openApiPaths(RESOURCES);

async function asked(
  path: string,
  accept = 'application/json',
): Promise<ApiResponse> {
  const key = Object.keys(paths).findLast((one) => path.startsWith(one)) ?? '';
  const handler = paths[path] ?? paths[key];
  assert.ok(handler, path);
  const context: RequestContext = {
    request: { method: 'GET', url: path, headers: { accept } },
    info: {
      ...{ verb: 'get', path, isResourceRequest: false, group: '', version: '' },
      ...{ resource: '', subresource: '', namespace: '', name: '' },
    },
    ...{ query: new URLSearchParams(), user: { name: '', groups: [] } },
    warnings: [],
  };
  return handler === undefined ? { code: 0, headers: {} } : handler(context);
}

async function document(path: string): Promise<unknown> {
  const { body = '' } = await asked(path);
  return JSON.parse(new TextDecoder().decode(Buffer.from(body)));
}

const PLACES = [...new Set(RESOURCES.map(placeOf))];

/** Every text under `$ref`. */
function references(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(references);
  if (!isRecord(value)) return [];
  const own = typeof value.$ref === 'string' ? [value.$ref] : [];
  return [...own, ...Object.values(value).flatMap(references)];
}

test('the index leads to a document of each version of a group', async () => {
  const index = recordAt(await document('/openapi/v3'), 'paths');
  assert.equal(Object.keys(index).sort(), [...PLACES].sort());
  for (const [place, entry] of Object.entries(index))
    assert.match(
      textAt(entry, 'serverRelativeURL'),
      new RegExp(`^/openapi/v3/${place}\\?hash=[0-9A-F]{32}$`),
    );
});

test('a document has the schema of each kind, and of all that it is made of', async () => {
  for (const place of PLACES) {
    const made = await document(`/openapi/v3/${place}`);
    const schemas = recordAt(made, 'components', 'schemas');
    const kinds = Object.values(schemas).flatMap((schema) =>
      listAt(schema, 'x-kubernetes-group-version-kind'),
    );
    const own = RESOURCES.filter(
      (row) => placeOf(row) === place && row.verbs.includes('create'),
    );
    for (const { kind } of own)
      assert.ok(
        kinds.some((one) => textAt(one, 'kind') === kind),
        kind,
      );
    for (const reference of references(made)) {
      const name = reference.replace('#/components/schemas/', '');
      assert.ok(schemas[name], `${place}: ${reference}`);
    }
  }
});

test("fields say what they are, and what they need, as Kubernetes' own do", async () => {
  const core = await document('/openapi/v3/api/v1');
  const schemas = recordAt(core, 'components', 'schemas');
  const spec = schemas['io.k8s.api.core.v1.PodSpec'];
  assert.equal(textsAt(spec, 'required'), ['containers']);
  const containers = at(spec, 'properties', 'containers');
  assert.is(textAt(containers, 'x-kubernetes-patch-merge-key'), 'name');
  assert.is(textAt(containers, 'x-kubernetes-patch-strategy'), 'merge');
  assert.match(textAt(containers, 'description'), /^List of containers/);
  const volume = recordAt(schemas['io.k8s.api.core.v1.Volume'], 'properties');
  assert.ok(volume.emptyDir);
  assert.is(volume.volumeSource, undefined);
  const port = schemas['io.k8s.api.core.v1.ServicePort'];
  assert.equal(textsAt(port, 'required'), ['port']);
});

test('nearly every field is explained: those that are newer than the docs are not', async () => {
  let all = 0;
  let silent = 0;
  for (const [name, schema] of Object.entries(
    recordAt(await document('/openapi/v2'), 'definitions'),
  ))
    for (const [field, one] of Object.entries(recordAt(schema, 'properties'))) {
      all++;
      if (textAt(one, 'description') === '') silent++;
      assert.ok(isRecord(one), `${name}.${field}`);
    }
  assert.ok(all > 1600, String(all));
  assert.ok(silent < all / 12, `${silent} of ${all}`);
});

test('a change of every kind takes dryRun and fieldValidation', async () => {
  for (const path of ['/openapi/v3/apis/apps/v1', '/openapi/v2']) {
    const made = await document(path);
    const item = '/apis/apps/v1/namespaces/{namespace}/deployments/{name}';
    const patch = at(made, 'paths', item, 'patch');
    assert.equal(at(patch, 'x-kubernetes-group-version-kind'), {
      ...{ group: 'apps', version: 'v1', kind: 'Deployment' },
    });
    const names = listAt(patch, 'parameters').map((one) => textAt(one, 'name'));
    assert.ok(names.includes('dryRun') && names.includes('fieldValidation'));
  }
});

test('kubectl 1.20 is given protobuf, under a type with a dot', async () => {
  const accept = 'application/com.github.proto-openapi.spec.v2@v1.0+protobuf';
  const { headers, body = '' } = await asked('/openapi/v2', accept);
  assert.is(
    headers['content-type'],
    'application/com.github.proto-openapi.spec.v2.v1.0+protobuf',
  );
  const bytes = Buffer.from(body);
  assert.is(bytes.subarray(0, 5).toString('latin1'), '\n\x032.0');
  assert.ok(bytes.includes('io.k8s.api.core.v1.PodSpec'));
});

test('a place that there is not is not found', async () => {
  try {
    await asked('/openapi/v3/apis/none/v1');
    assert.unreachable();
  } catch (error) {
    assert.match(String(error), /not found/);
  }
});

test.run();
