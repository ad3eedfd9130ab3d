// /openapi/v2 and /openapi/v3: what kubectl checks and explains objects by. Made when it is
// first asked for, of the table of messages and the comments of the package
// kubernetes-types, which is read from its folder: nothing of it is loaded at the start.
// Source of media types: k8s.io/kube-openapi pkg/handler and pkg/handler3, 1.33.
// Engine room: not told line by line. Chapter 09.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { notFound } from '#objects';
import { PACKAGES } from './messages/table.ts';
import { type Docs, readDocs, type TypeDocs } from './openapi/docs.ts';
import { documentV2, documentV3, placeOf } from './openapi/documents.ts';
import { encodeV2 } from './openapi/gnostic.ts';
import type { ApiResponse, PathHandler, Resource } from './types.ts';

const INDEX = '/openapi/v3';
/** With a dot: the @ of the type that is asked for is none in a header. */
const PROTOBUF_V2 = 'application/com.github.proto-openapi.spec.v2.v1.0+protobuf';

/** For ApiServerOptions.paths. */
export function openApiPaths(
  resources: readonly Resource[],
): Readonly<Record<string, PathHandler>> {
  const docs = packageDocs();
  const places = [...new Set(resources.map(placeOf))];
  const index = json(indexOf(places));
  const v3 = new Map<string, ApiResponse>();
  let v2: ApiResponse | undefined;
  return {
    [INDEX]: async () => index,
    [`${INDEX}/`]: async ({ info }) => {
      const place = info.path.slice(INDEX.length + 1);
      if (!places.includes(place))
        throw notFound({ group: '', resource: '' }, place);
      const found = v3.get(place) ?? json(documentV3(resources, place, docs));
      v3.set(place, found);
      return found;
    },
    '/openapi/v2': async ({ request }) => {
      if (!(request.headers?.accept ?? '').includes('protobuf'))
        return json(documentV2(resources, docs));
      v2 ??= {
        ...{ code: 200, headers: { 'content-type': PROTOBUF_V2 } },
        body: encodeV2(documentV2(resources, docs)),
      };
      return v2;
    },
  };
}

/** The hash in the address is that of what all documents are made of. */
function indexOf(places: readonly string[]): unknown {
  const hash = createHash('sha256').update(JSON.stringify(PACKAGES)).digest('hex');
  const entries = places.map((place) => [
    place,
    {
      serverRelativeURL: `${INDEX}/${place}?hash=${hash.slice(0, 32).toUpperCase()}`,
    },
  ]);
  return { paths: Object.fromEntries(entries) };
}

function json(value: unknown): ApiResponse {
  const headers = { 'content-type': 'application/json' };
  return {
    code: 200,
    headers,
    body: new TextEncoder().encode(JSON.stringify(value)),
  };
}

/** Read from the package's folder, each file once. */
function packageDocs(): Docs {
  const files = new Map<string, ReadonlyMap<string, TypeDocs>>();
  return (pkg, type) => {
    const found = files.get(pkg) ?? readDocs(declarations(pkg));
    files.set(pkg, found);
    return found.get(type);
  };
}

function declarations(pkg: string): string {
  const { resolve } = createRequire(import.meta.url);
  const home = dirname(resolve('kubernetes-types/package.json'));
  return readFileSync(join(home, `${pkg.replace('.', '/')}.d.ts`), 'utf8');
}
