// A body into an object of the kind that the path names.
// Engine room: not told line by line. Chapter 09.

import {
  apiVersionOf,
  badRequest,
  requestEntityTooLarge,
  unsupportedMediaType,
} from '#objects';
import type { ApiObject } from './item.ts';
import { saidBy } from './query.ts';
import { own } from './scope.ts';
import { textOf } from './text.ts';
import type { ApiRequest, ApiServerOptions, Resource } from './types.ts';

/** The largest body, in bytes: MaxRequestBodyBytes, 3 MiB. */
export const BODY_MAX_BYTES: number = 3 * 1024 * 1024;

const JSON_TYPE = 'application/json';

type Decoders = NonNullable<ApiServerOptions['decoders']>;

/** The type that a body says it has, without parameters; '' if it says none. */
export function mediaType({ headers = {} }: ApiRequest): string {
  const [type = ''] = (headers['content-type'] ?? '').split(';');
  return type.trim().toLowerCase();
}

/** The body as a value. Absent is undefined. @throws StatusError if it can't be read */
export function readBody(request: ApiRequest, decoders: Decoders): unknown {
  const { body = '' } = request;
  if (body.length > BODY_MAX_BYTES)
    throw requestEntityTooLarge(`limit is ${BODY_MAX_BYTES}`);
  if (body.length === 0) return undefined;
  const type = mediaType(request);
  const decode = own(decoders, type);
  if (decode !== undefined)
    return decode(typeof body === 'string' ? new TextEncoder().encode(body) : body);
  if (type !== '' && type !== JSON_TYPE)
    throw unsupported([JSON_TYPE, ...Object.keys(decoders)]);
  return parseJson(textOf(body));
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw badRequest(`couldn't read the body as JSON: ${saidBy(error)}`);
  }
}

export function unsupported(types: readonly string[]): Error {
  const says = 'the body of the request was in an unknown format';
  return unsupportedMediaType(
    `${says} - accepted media types include: ${types.join(', ')}`,
  );
}

/** As an object of the row's kind, or of `kind`, which it may leave unsaid. */
export function asObject(
  body: unknown,
  row: Pick<Resource, 'group' | 'version' | 'kind'>,
): ApiObject {
  const value = withoutNulls(body);
  if (!isRecord(value))
    throw badRequest(`${UNKNOWN} (must be of type ${row.kind})`);
  const expected = apiVersionOf(row);
  const { apiVersion = expected, kind = row.kind, metadata = {} } = value;
  if (apiVersion !== expected)
    throw badRequest(
      `the API version in the data (${apiVersion}) does not match the expected API version (${expected})`,
    );
  if (kind !== row.kind)
    throw badRequest(
      `${kind} in version ${JSON.stringify(row.version)} cannot be handled as a ${row.kind}`,
    );
  if (!isRecord(metadata))
    throw badRequest(`${row.kind}: metadata must be an object`);
  for (const name of [
    'name',
    'generateName',
    'namespace',
    'uid',
    'resourceVersion',
  ])
    if (typeof (metadata[name] ?? '') !== 'string')
      throw badRequest(`${row.kind}: metadata.${name} must be a string`);
  for (const name of ['labels', 'annotations'])
    checkTexts(row.kind, name, metadata[name] ?? {});
  for (const name of ['finalizers', 'ownerReferences'])
    if (!Array.isArray(metadata[name] ?? []))
      throw badRequest(`${row.kind}: metadata.${name} must be a list`);
  return { ...value, apiVersion, kind, metadata };
}

const UNKNOWN = 'the object provided is unrecognized';

function checkTexts(kind: string, name: string, value: unknown): void {
  const isRight =
    isRecord(value) && Object.values(value).every((one) => typeof one === 'string');
  if (isRight) return;
  throw badRequest(`${kind}: metadata.${name} must be a map of strings`);
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A field that is null is one that is not there. The same value if there is none. */
function withoutNulls(value: unknown): unknown {
  if (!hasNull(value)) return value;
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isRecord(value)) return value;
  const kept = Object.entries(value).filter(([, part]) => part !== null);
  return Object.fromEntries(kept.map(([name, part]) => [name, withoutNulls(part)]));
}

/** Most bodies have none, and need not be copied. */
function hasNull(value: unknown): boolean {
  if (typeof value !== 'object') return false;
  return value === null || Object.values(value).some(hasNull);
}
