// Bodies in YAML, as clients apply them: kubectl itself sends JSON, which is YAML too.

import { createRequire } from 'node:module';
import { badRequest } from '#objects';

const require = createRequire(import.meta.url);

/** Kinds of values that YAML 1.1 knows and JSON doesn't: they stay texts. */
const NOT_JSON = /:(?:timestamp|binary|omap|pairs|set)$/;

/** @throws StatusError if it is neither */
export function decodeYaml(body: Uint8Array): unknown {
  const text = new TextDecoder().decode(body);
  try {
    return JSON.parse(text);
  } catch {
    return parsed(text);
  }
}

function parsed(text: string): unknown {
  // Long to load: only those who send YAML wait for it.
  const { parse }: typeof import('yaml') = require('yaml');
  try {
    return parse(text, {
      version: '1.1',
      // What is odd in it is the client's affair: no line of it for our own terminal.
      logLevel: 'error',
      customTags: (tags) =>
        tags.filter((tag) => typeof tag === 'string' || !NOT_JSON.test(tag.tag)),
    });
  } catch (error) {
    const [why = ''] = (error instanceof Error ? error.message : '').split('\n');
    throw badRequest(`error decoding YAML: ${why}`);
  }
}

export const YAML_DECODERS: Readonly<
  Record<string, (body: Uint8Array) => unknown>
> = {
  'application/yaml': decodeYaml,
  'application/apply-patch+yaml': decodeYaml,
};
