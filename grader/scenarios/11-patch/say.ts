// Patches and objects in the words of a terminal.

import type { Json, JsonMap } from '#patch';
import type { Plain } from '../../core/plain.ts';
import { isList, isRecord, sayOutcome, wordOf } from '../../core/say.ts';
import type { TraceLine } from '../../core/trace.ts';
import type { Op } from './draw.ts';

/** JSON as YAML has it in one line: `{data: {a: "1"}}`. */
function text(value: Json | Plain): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(text).join(', ')}]`;
  const fields = Object.entries(value).map(
    ([key, one]) => `${nameOf(key)}: ${text(one)}`,
  );
  return `{${fields.join(', ')}}`;
}

/** A key; what is no word stands in quotes, as `k:{'name':'a'}` does. */
function nameOf(key: string): string {
  return /^[$\w./:~-]+$/.test(key) ? key : `'${key.replaceAll('"', "'")}'`;
}

/** What is special about an object: which kind it is stands beside it. */
function short(object: JsonMap): string {
  const { apiVersion: _, kind, metadata, ...rest } = object;
  const { name: __, ...more } = Object(metadata);
  const shown = Object.keys(more).length > 0 ? { metadata: more, ...rest } : rest;
  return `${typeof kind === 'string' ? `${kind} ` : ''}${text(shown)}`;
}

/** An operation in words: `m applies ConfigMap {"data":{"a":"1"}} by force`. */
export function opWords(op: Op): string {
  if ('file' in op) return `kubectl apply of ${short(op.file)}`;
  if ('fill' in op) return `the server fills in ${text(op.fill)}`;
  if ('edit' in op) return `${op.by} merges ${text(op.edit)}${partOf(op)}`;
  if ('apply' in op) {
    const how = op.force ? ' by force' : '';
    return `${op.by} applies ${short(op.apply)}${partOf(op)}${how}`;
  }
  if ('send' in op) {
    const how = op.force ? ' by force' : '';
    return `${op.by === '' ? 'nobody' : op.by} sends ${text(op.send)} as ${op.media}${how}`;
  }
  if ('write' in op) return writeWords(op);
  return documentWords(op);
}

function partOf({ subresource }: { readonly subresource?: string }): string {
  return subresource === undefined ? '' : ` into its ${subresource}`;
}

function writeWords(op: Extract<Op, { readonly write: JsonMap }>): string {
  const { write, options = {}, headers = {}, operation } = op;
  const said = text({ ...options, ...headers });
  const what = operation === undefined ? 'a write of' : 'a deletion with';
  return `${what} ${text(write)}${partOf(op)}, of which the request says ${said}`;
}

function documentWords(op: Op): string {
  if ('aside' in op)
    return `JSON patch ${text(op.json)} of ${text(op.aside)}, with much beside it`;
  if ('json' in op) return `JSON patch ${text(op.json)} of ${text(op.on)}`;
  if ('times' in op)
    return `${op.times} times ${text(op.operation)} in one JSON patch`;
  if ('copied' in op)
    return `a JSON patch of copies that add ${op.copied.join(' and ')} characters`;
  if ('merge' in op) return `merge patch ${text(op.merge)} of ${text(op.of)}`;
  if ('from' in op)
    return `the merge patch from ${text(op.from)} to ${text(op.to)}`;
  if ('strategic' in op) return `patch ${text(op.strategic)} of ${short(op.on)}`;
  if ('jsonText' in op) return `JSON patch ${op.jsonText} of ${op.onText}`;
  if ('mergeText' in op) return `merge patch ${op.mergeText} of ${op.onText}`;
  if ('strategicText' in op) return `patch ${op.strategicText} of ${op.onText}`;
  return '';
}

/** What a call led to, a row a thing. */
export function sayLine({ outcome }: TraceLine): readonly string[] {
  return sayOutcome(outcome, (value) => {
    if (!isRecord(value)) return [text(value)];
    return Object.entries(value).flatMap(([name, field]) =>
      name === 'object' && isRecord(field)
        ? sayObject(field)
        : [`${nameOf(name)}: ${text(field)}`],
    );
  });
}

/** An object, and below it who owns what: a row a manager. */
function sayObject(object: { readonly [key: string]: Plain }): readonly string[] {
  const { metadata = null } = object;
  if (!isRecord(metadata) || !isList(metadata.managedFields))
    return [`object: ${text(object)}`];
  const { managedFields, ...rest } = metadata;
  const rows = managedFields.map(sayManager);
  return [`object: ${text({ ...object, metadata: rest })}`, ...rows];
}

function sayManager(entry: Plain): string {
  if (!isRecord(entry)) return `a manager: ${text(entry)}`;
  const { manager = null, fieldsV1 = null, ...more } = entry;
  return `${wordOf(manager)} owns ${text(fieldsV1)} ${text(more)}`;
}
