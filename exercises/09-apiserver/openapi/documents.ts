// OpenAPI documents of what the server serves: one of version 3 for each version of a
// group, and one of version 2 for all. Of the operations they say only what kubectl asks:
// of which kind they are, and which options a change takes.
// Source: what kubectl reads of them: k8s.io/kubectl pkg/explain, k8s.io/cli-runtime
// pkg/resource/query_param_verifier*.go, 1.33. Engine room: not told line by line. Chapter 09.

import { messageOfKind } from '../messages/messages.ts';
import type { Resource } from '../types.ts';
import type { Docs } from './docs.ts';
import { type Schema, Schemas, VERSION_2, VERSION_3 } from './schemas.ts';

type Document = Readonly<Record<string, unknown>>;

/** `api/v1`, `apis/apps/v1`. */
export function placeOf({ group, version }: Resource): string {
  return group === '' ? `api/${version}` : `apis/${group}/${version}`;
}

/** The document of one version of a group. */
export function documentV3(
  rows: readonly Resource[],
  place: string,
  docs: Docs,
): Document {
  const own = rows.filter((row) => placeOf(row) === place);
  const schemas = new Schemas(VERSION_3, docs);
  addKinds(schemas, own);
  return {
    openapi: '3.0.0',
    info: { title: 'Kubernetes', version: 'unversioned' },
    paths: pathsOf(own, (name) => ({
      ...{ name, in: 'query', schema: { type: 'string', uniqueItems: true } },
    })),
    components: { schemas: sorted(schemas.made) },
  };
}

/** The one document of all groups. */
export function documentV2(rows: readonly Resource[], docs: Docs): Document {
  const schemas = new Schemas(VERSION_2, docs);
  addKinds(schemas, rows);
  return {
    swagger: '2.0',
    info: { title: 'Kubernetes', version: 'unversioned' },
    paths: pathsOf(rows, (name) => ({ name, in: 'query', type: 'string' })),
    definitions: sorted(schemas.made),
  };
}

function addKinds(schemas: Schemas, rows: readonly Resource[]): void {
  for (const { group, version, kind } of rows) {
    const message = messageOfKind(group, version, kind);
    if (message !== undefined) schemas.addKind(message, [{ group, version, kind }]);
  }
}

function sorted(
  made: ReadonlyMap<string, Schema>,
): Readonly<Record<string, Schema>> {
  const names = [...made.keys()].sort();
  return Object.fromEntries(names.map((name) => [name, made.get(name) ?? {}]));
}

const ACTIONS = {
  get: 'get',
  list: 'list',
  create: 'post',
  update: 'put',
} as const;
const OPTIONS = ['dryRun', 'fieldManager', 'fieldValidation', 'force'];

type Parameter = (name: string) => Schema;

function pathsOf(rows: readonly Resource[], parameter: Parameter): Document {
  const paths: Record<string, Document> = {};
  for (const row of rows) {
    const space = row.namespaced ? '/namespaces/{namespace}' : '';
    const path = `/${placeOf(row)}${space}/${row.resource}`;
    paths[path] = operations(row, ['list', 'create'], parameter);
    paths[`${path}/{name}`] = operations(
      row,
      ['get', 'update', 'patch'],
      parameter,
    );
  }
  return paths;
}

function operations(
  row: Resource,
  verbs: readonly ('get' | 'list' | 'create' | 'update' | 'patch')[],
  parameter: Parameter,
): Document {
  const { group, version, kind } = row;
  const made = verbs
    .filter((verb) => row.verbs.includes(verb))
    .map((verb) => {
      const method =
        verb === 'list' ? 'get' : verb === 'patch' ? verb : ACTIONS[verb];
      const isWrite = verb !== 'get' && verb !== 'list';
      const operation = {
        operationId: `${verb}${kind}`,
        ...(isWrite ? { parameters: OPTIONS.map(parameter) } : {}),
        responses: { 200: { description: 'OK' } },
        'x-kubernetes-action': verb === 'create' ? 'post' : verb,
        'x-kubernetes-group-version-kind': { group, version, kind },
      };
      return [method, operation] as const;
    });
  return Object.fromEntries(made);
}
