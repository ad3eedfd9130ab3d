// What a configuration has to be like to be applied. The texts are those of
// apimachinery 0.36, pkg/util/managedfields/internal, and structured-merge-diff
// 6.3. Chapter 11. Engine room: not told line by line.

import { kindOf } from '#objects';
import { elementOf, keysOf, pathText } from './element.ts';
import { PatchError } from './errors.ts';
import type { Path } from './field-set.ts';
import { fieldOf, isList, isMap, type Json, type JsonMap } from './json.ts';
import { inside, itemRule, ruleOf, typeOf, UNKNOWN } from './schema.ts';
import { type FieldRule, WHOLE } from './types.ts';

export function versionOf(object: JsonMap): string {
  return textOf(object, 'apiVersion');
}

function textOf(map: JsonMap, field: string): string {
  const text = fieldOf(map, field);
  return typeof text === 'string' ? text : '';
}

/** @throws PatchError */
export function checkConfig(live: JsonMap | undefined, config: JsonMap): void {
  const kind = kindText(config);
  if (live !== undefined && kind !== kindText(live))
    throw new PatchError(`invalid object type: ${kind}`, 400);
  const metadata = fieldOf(config, 'metadata');
  if (isMap(metadata) && (fieldOf(metadata, 'managedFields') ?? null) !== null)
    throw new PatchError('metadata.managedFields must be nil', 400);
  try {
    checkFields(config, typeOf(config) ?? UNKNOWN, []);
  } catch (error) {
    if (!(error instanceof PatchError)) throw error;
    const where = isMap(metadata) ? metadata : {};
    const name = `${textOf(where, 'namespace')}/${textOf(where, 'name')}; ${kind}`;
    const what = `failed to create typed patch object (${name})`;
    throw new PatchError(`${what}: ${error.message}`, 500);
  }
}

/** `apps/v1, Kind=Deployment`; of the core group `/v1, Kind=Pod`. */
function kindText(object: JsonMap): string {
  const apiVersion = versionOf(object);
  const kind = textOf(object, 'kind');
  const of = kindOf({ apiVersion, kind });
  return `${of?.group ?? ''}/${of?.version ?? apiVersion}, Kind=${kind}`;
}

function checkFields(map: JsonMap, type: FieldType, path: Path): void {
  for (const [key, value] of Object.entries(map))
    checkValue(value, ruleOf(type, key), [...path, `f:${key}`]);
}

type FieldType = Parameters<typeof ruleOf>[0];

function checkValue(value: Json, rule: FieldRule, path: Path): void {
  const type = inside(rule);
  if (isMap(value) && type !== WHOLE) checkFields(value, type, path);
  if (!isList(value) || rule.keys === undefined) return;
  const seen = new Set<string>();
  for (const [i, item] of value.entries()) {
    checkKeys(item, i, rule, path);
    const element = elementOf(item, rule);
    if (seen.has(element)) {
      const key = pathText([element]);
      throw new PatchError(`${pathText(path)}: duplicate entries for key ${key}`);
    }
    seen.add(element);
    checkValue(item, itemRule(rule), [...path, element]);
  }
}

function checkKeys(item: Json, i: number, rule: FieldRule, path: Path): void {
  const { keys = [] } = rule;
  if (keys.length === 0 || Object.keys(keysOf(item, rule)).length > 0) return;
  const named = keys.map((key) => JSON.stringify(key)).join(' ');
  const what = `omits all key fields [${named}]`;
  const but = "(and doesn't have default values for any key fields)";
  throw new PatchError(
    `${pathText(path)}: element ${i}: associative list with keys has an element that ${what} ${but}`,
  );
}
