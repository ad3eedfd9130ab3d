// An object as it is served. What is stored has no resourceVersion: that is the revision
// of the key. It is parsed when somebody looks into it, and written out once.
// Engine room: not told line by line. Chapter 09.

import { apiVersionOf } from '#objects';
import { type Bytes, fromText, type KeyValue, type Revision, toText } from '#store';
import type { ApiObject } from './api-object.ts';
import type { Resource, Strategy } from './types.ts';

export type { ApiMeta, ApiObject } from './api-object.ts';

const encoder = new TextEncoder();

/** One object at one revision. */
export class Item {
  readonly value: Bytes;
  /** 0 if it is not stored: a dry run. */
  readonly revision: Revision;
  readonly #row: Resource;
  readonly #converted: Strategy['converted'];
  #object: ApiObject | undefined;
  #bytes: Uint8Array | undefined;

  constructor(
    row: Resource,
    value: Bytes,
    revision: Revision,
    converted?: Strategy['converted'],
  ) {
    this.#row = row;
    this.#converted = converted;
    this.value = value;
    this.revision = revision;
  }

  /** The object with its resourceVersion, frozen through and through. */
  get object(): ApiObject {
    this.#object ??= frozen(this.#parse());
    return this.#object;
  }

  /** The same as JSON in UTF-8: one buffer for all who are sent it. */
  get bytes(): Uint8Array {
    this.#bytes ??= this.#write();
    return this.#bytes;
  }

  /** The same object as of another revision: a deletion's. */
  at(revision: Revision): Item {
    return new Item(this.#row, this.value, revision, this.#converted);
  }

  #parse(): ApiObject {
    const object = parse(this.value, this.revision);
    const apiVersion = apiVersionOf(this.#row);
    if (object.apiVersion === apiVersion) return object;
    // It was written by another row: of another version, or of another group.
    const other = this.#converted?.(object, apiVersion) ?? object;
    return { ...other, apiVersion, kind: this.#row.kind };
  }

  #write(): Uint8Array {
    const head = headOf(this.#row);
    if (this.revision === 0) return bytesOf(this.value);
    if (!this.value.startsWith(head))
      return encoder.encode(JSON.stringify(this.object));
    const rest = this.value.slice(head.length);
    const comma = rest.startsWith('}') ? '' : ',';
    return bytesOf(`${head}"resourceVersion":"${this.revision}"${comma}${rest}`);
  }
}

/** Whether an item is asked for: by its labels, its fields, or without a question. */
export interface Wanted {
  (item: Item): boolean;
  readonly isAll: boolean;
}

/** Makes items of what the store answers; the same pair is the same item. */
export class Items {
  readonly #row: Resource;
  readonly #converted: Strategy['converted'];
  readonly #known = new WeakMap<KeyValue, Item>();

  constructor(row: Resource, converted?: Strategy['converted']) {
    this.#row = row;
    this.#converted = converted;
  }

  of(kv: KeyValue): Item {
    const known = this.#known.get(kv);
    if (known !== undefined) return known;
    const { value, modRevision } = kv;
    const item = new Item(this.#row, value, modRevision, this.#converted);
    this.#known.set(kv, item);
    return item;
  }
}

/** An object as it is stored: in one order, without a resourceVersion. */
export function stored(object: ApiObject): Bytes {
  const { apiVersion, kind, metadata, ...rest } = object;
  const { resourceVersion, ...kept } = metadata;
  const text = JSON.stringify({ apiVersion, kind, metadata: kept, ...rest });
  return encoder.encode(text).length === text.length ? text : fromText(text);
}

function headOf(row: Resource): string {
  const apiVersion = JSON.stringify(apiVersionOf(row));
  return `{"apiVersion":${apiVersion},"kind":${JSON.stringify(row.kind)},"metadata":{`;
}

function parse(value: Bytes, revision: Revision): ApiObject {
  const isPlain = encoder.encode(value).length === value.length;
  const text = isPlain ? value : toText(value);
  const { apiVersion, kind, metadata, ...rest }: ApiObject = JSON.parse(text);
  const version = revision === 0 ? {} : { resourceVersion: String(revision) };
  return { apiVersion, kind, metadata: { ...metadata, ...version }, ...rest };
}

function bytesOf(value: Bytes): Uint8Array {
  const bytes = encoder.encode(value);
  if (bytes.length === value.length) return bytes;
  return Uint8Array.from(value, (char) => char.charCodeAt(0));
}

function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  for (const part of Object.values(value)) frozen(part);
  return Object.freeze(value);
}
