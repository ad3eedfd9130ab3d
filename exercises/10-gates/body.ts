// The body of a request that no row of the table decodes. Chapter 10.
// Engine room: not told line by line.

import type { ApiRequest, ApiServerOptions } from '#apiserver';
import { badRequest } from '#objects';

/** @throws StatusError BadRequest for what can't be read */
export type BodyReader = (request: ApiRequest) => unknown;

export function createBodyReader(
  decoders: NonNullable<ApiServerOptions['decoders']> = {},
): BodyReader {
  return ({ headers = {}, body = '' }) => {
    const [type = ''] = (headers['content-type'] ?? '').split(';');
    const name = type.trim().toLowerCase();
    const decode = Object.hasOwn(decoders, name) ? decoders[name] : undefined;
    if (decode !== undefined)
      return decode(
        typeof body === 'string' ? new TextEncoder().encode(body) : body,
      );
    const text = typeof body === 'string' ? body : new TextDecoder().decode(body);
    try {
      return text === '' ? undefined : JSON.parse(text);
    } catch {
      throw badRequest("couldn't read the body as JSON");
    }
  };
}
