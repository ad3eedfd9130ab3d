// Discovery: what the server serves, said by the table of resources. Plain, one document a
// group version, as all clients read it; aggregated, two documents in all, as those since
// 1.27 ask for it by their Accept header. Written once, when the server is made.
// Engine room: not told line by line. Chapter 09.

import { mediaRanges, takes } from './accept.ts';
import {
  aggregatedList,
  type Group,
  groupDocument,
  groupList,
  groupsOf,
  resourceList,
  versionList,
} from './discovery-documents.ts';
import type { ApiRequest, ApiResponse, PathHandler, Resource } from './types.ts';

const PLAIN = 'application/json';
/** Clients of 1.27 to 1.29 know only the second: they get what they name. */
const AGGREGATED = ['v2', 'v2beta1'] as const;

/** A document as it is sent. */
interface Written {
  readonly type: string;
  readonly body: string;
  /** Changes with the body: a client that has it is sent nothing again. */
  readonly etag: string;
}

/** What answers at and below /api and /apis: a handler for each path. */
export function discoveryPaths(
  resources: readonly Resource[],
): Readonly<Record<string, PathHandler>> {
  const groups = groupsOf(resources);
  const core = groups.filter(({ name }) => name === '');
  const named = groups.filter(({ name }) => name !== '');
  const paths: Record<string, PathHandler> = {
    '/api': negotiated(core, versionList(core[0] ?? { name: '', versions: [] })),
    '/apis': negotiated(named, groupList(named)),
  };
  for (const group of named)
    paths[`/apis/${group.name}`] = fixed(groupDocument(group));
  for (const group of groups)
    for (const version of group.versions)
      paths[pathOf(group.name, version.version)] = fixed(
        resourceList(group.name, version),
      );
  return paths;
}

function pathOf(group: string, version: string): string {
  return group === '' ? `/api/${version}` : `/apis/${group}/${version}`;
}

function fixed(document: object): PathHandler {
  const written = write(PLAIN, document);
  return async ({ request }) => answer(request, written);
}

/** Plain, or aggregated for a client that says so. */
function negotiated(groups: readonly Group[], document: object): PathHandler {
  const plain = write(PLAIN, document);
  const forms = new Map(
    AGGREGATED.map((version) => {
      const type = `${PLAIN};g=apidiscovery.k8s.io;v=${version};as=APIGroupDiscoveryList`;
      return [version as string, write(type, aggregatedList(groups, version))];
    }),
  );
  return async ({ request }) => {
    const { headers = {} } = request;
    for (const range of mediaRanges(headers.accept)) {
      if (!takes(range, PLAIN)) continue;
      const { as, g, v = '' } = range.parameters;
      if (as === undefined) return answer(request, plain);
      const isAggregated = `${as}.${g}` === WANTED;
      const form = isAggregated ? forms.get(v) : undefined;
      if (form !== undefined) return answer(request, form);
    }
    // A client that names no form that there is gets the one that all can read.
    return answer(request, plain);
  };
}

const WANTED = 'APIGroupDiscoveryList.apidiscovery.k8s.io';

function answer(request: ApiRequest, { type, body, etag }: Written): ApiResponse {
  const headers = { 'content-type': type, etag, vary: 'Accept' };
  const known = request.headers?.['if-none-match'];
  if (known === etag) return { code: 304, headers };
  return { code: 200, headers, body };
}

function write(type: string, document: object): Written {
  const body = JSON.stringify(document);
  return { type, body, etag: `"${digest(body)}"` };
}

/** FNV-1a in 32 bits, and the length: enough to tell one table from another. */
function digest(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++)
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return `${(hash >>> 0).toString(16)}-${text.length.toString(16)}`;
}
