// Merge keys stand twice: in this chapter's table, which the server patches by, and in
// chapter 09's, which kubectl makes patches by. Who reads two different ones loses items.

import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createApiServer, memoryStorage } from '#apiserver';
import { RESOURCES } from '#apiserver/kubernetes';
import { openApiPaths } from '#apiserver/node';
import { createVirtualWorld } from '#world';
import { inside, ruleOf, typeOf, UNKNOWN } from './schema.ts';
import type { FieldRule, Type } from './types.ts';

const test = suite('schema');

/** What a document of OpenAPI says of a field. */
interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly items?: Schema;
  readonly additionalProperties?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly 'x-kubernetes-patch-merge-key'?: string;
  readonly 'x-kubernetes-patch-strategy'?: string;
  readonly 'x-kubernetes-group-version-kind'?: readonly {
    readonly group: string;
    readonly version: string;
    readonly kind: string;
  }[];
}

const KINDS = 'x-kubernetes-group-version-kind';

/** A review is answered and never kept, so nobody patches it. */
const PATCHED: ReadonlySet<string> = new Set(
  RESOURCES.filter(({ verbs }) => verbs.includes('patch')).map(
    ({ group, kind }) => `${group} ${kind}`,
  ),
);

type Definitions = Readonly<Record<string, Schema>>;

async function definitions(): Promise<Definitions> {
  const world = createVirtualWorld({ seed: 1 });
  const { handle } = createApiServer({
    ...{ world, storage: memoryStorage(), resources: RESOURCES },
    paths: openApiPaths(RESOURCES),
  });
  const { body } = await handle({ method: 'GET', url: '/openapi/v2' });
  return JSON.parse(new TextDecoder().decode(Object(body))).definitions;
}

/** What a strategic patch has to know of a field, in words of the tags. */
function strategyOf(rule: FieldRule): string {
  const merge = rule.mergeKey === undefined ? [] : ['merge'];
  const retain = rule.retainKeys === undefined ? [] : ['retainKeys'];
  const replace = rule.replace === undefined ? [] : ['replace'];
  const key = rule.mergeKey === undefined ? '' : `:${rule.mergeKey}`;
  return [...merge, ...retain, ...replace].join(',') + key;
}

function saidOf(schema: Schema): string {
  const strategy = schema['x-kubernetes-patch-strategy'] ?? '';
  const key = schema['x-kubernetes-patch-merge-key'] ?? '';
  return strategy.includes('merge') ? `${strategy}:${key}` : strategy;
}

/**
 * The fields of which the two say different things, and those inside them that a patch
 * comes to: what is replaced as a whole has none.
 */
function* differences(
  all: Definitions,
  name: string,
  type: Type,
  seen: Set<string>,
): Iterable<string> {
  for (const [field, schema] of Object.entries(all[name]?.properties ?? {})) {
    const rule = ruleOf(type, field);
    const [ours, said] = [strategyOf(rule), saidOf(schema)];
    if (ours !== said) yield `${name}.${field}: '${ours}', and kubectl '${said}'`;
    if (schema.items !== undefined && rule.mergeKey === undefined) continue;
    const one = schema.items ?? schema.additionalProperties ?? schema;
    const to = one.$ref?.replace('#/definitions/', '') ?? '';
    const place = `${to} ${rule.of}`;
    if (to === '' || seen.has(place)) continue;
    seen.add(place);
    yield* differences(all, to, inside(rule), seen);
  }
}

test('the server merges by the keys that kubectl makes patches by', async () => {
  const all = await definitions();
  const faults = new Set<string>();
  let kinds = 0;
  for (const [name, schema] of Object.entries(all)) {
    for (const { group, version, kind } of schema[KINDS] ?? []) {
      if (!PATCHED.has(`${group} ${kind}`)) continue;
      const apiVersion = group === '' ? version : `${group}/${version}`;
      const type = typeOf({ apiVersion, kind }) ?? UNKNOWN;
      for (const fault of differences(all, name, type, new Set()))
        faults.add(fault);
      kinds += 1;
    }
  }
  assert.equal([...faults], []);
  assert.ok(kinds > 40, `${kinds} kinds were compared`);
});

test.run();
