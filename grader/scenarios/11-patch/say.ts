// Patches and objects in the words of a terminal.

import type { Json, JsonMap } from '#patch';
import type { Plain } from '../../core/plain.ts';
import { isList, isRecord, sayOutcome } from '../../core/say.ts';
import type { TraceLine } from '../../core/trace.ts';
import type { Op } from './draw.ts';

const text = (value: Json): string => JSON.stringify(value);

/** What is special about an object: which kind it is stands beside it. */
function short(object: JsonMap): string {
  const { apiVersion: _, kind, metadata, ...rest } = object;
  const { name: __, ...more } = Object(metadata);
  const shown = Object.keys(more).length > 0 ? { metadata: more, ...rest } : rest;
  return `${typeof kind === 'string' ? `${kind} ` : ''}${text(shown)}`;
}

/** An operation in words: `m applies ConfigMap {"data":{"a":"1"}} by force`. */
export function opWords(op: Op): string {
  if ('json' in op) return `JSON patch ${text(op.json)} of ${text(op.on)}`;
  if ('jsonText' in op) return `JSON patch ${op.jsonText} of ${op.onText}`;
  if ('strategic' in op) return `patch ${text(op.strategic)} of ${short(op.on)}`;
  if ('file' in op) return `kubectl apply of ${short(op.file)}`;
  if ('fill' in op) return `the server fills in ${text(op.fill)}`;
  if ('edit' in op) return `${op.by} merges ${text(op.edit)}`;
  return `${op.by} applies ${short(op.apply)}${op.force ? ' by force' : ''}`;
}

/** What a call led to, a row a thing. */
export function sayLine({ outcome }: TraceLine): readonly string[] {
  return sayOutcome(outcome, (value) => {
    if (!isRecord(value)) return [JSON.stringify(value)];
    return Object.entries(value).flatMap(([name, field]) =>
      name === 'object' && isRecord(field)
        ? sayObject(field)
        : [`${name}: ${JSON.stringify(field)}`],
    );
  });
}

/** An object, and below it who owns what: a row a manager. */
function sayObject(object: { readonly [key: string]: Plain }): readonly string[] {
  const { metadata = null } = object;
  if (!isRecord(metadata)) return [`object: ${JSON.stringify(object)}`];
  const { managedFields = null, ...rest } = metadata;
  const bare = { ...object, metadata: rest };
  const rows = isList(managedFields) ? managedFields.map(sayManager) : [];
  const odd = managedFields === null || isList(managedFields) ? [] : ['managers?'];
  return [`object: ${JSON.stringify(bare)}`, ...rows, ...odd];
}

function sayManager(entry: Plain): string {
  if (!isRecord(entry)) return `manager: ${JSON.stringify(entry)}`;
  const { manager, operation, fieldsV1, ...more } = entry;
  const who = `${manager} (${operation})`;
  return `${who} owns ${JSON.stringify(fieldsV1)} ${JSON.stringify(more)}`;
}
