// The place where the next page of a list begins, as a text that clients hand back and do
// not read. apiserver: pkg/storage/continue.go. Chapter 09.
// Engine room: not told line by line.

import { badRequest } from '#objects';
import type { Key, Revision } from '#store';
import { isRecord } from './decode.ts';

/** A key, and the revision at which to read from it on; -1 is the newest. */
export interface Token {
  readonly key: Key;
  readonly revision: Revision;
}

const VERSION = 'meta.k8s.io/v1';
const WRONG = 'continue key is not valid';

export function writeToken({ key, revision }: Token, prefix: Key): string {
  const start = key.slice(prefix.length);
  const text = btoa(JSON.stringify({ v: VERSION, rv: revision, start }));
  return text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** @throws StatusError BadRequest if no server of ours wrote it */
export function readToken(text: string, prefix: Key): Token {
  const { v, rv, start } = fieldsOf(text);
  if (v !== VERSION)
    throw badRequest(
      `${WRONG}: server does not recognize this encoded version ${v}`,
    );
  if (typeof rv !== 'number' || !Number.isSafeInteger(rv) || rv === 0 || rv < -1)
    throw badRequest(
      `${WRONG}: incorrect encoded start resourceVersion (version ${VERSION})`,
    );
  if (typeof start !== 'string' || start === '')
    throw badRequest(`${WRONG}: encoded start key empty (version ${VERSION})`);
  const isAstray = start.split('/').some((part) => part === '..' || part === '.');
  if (isAstray || start.startsWith('/')) throw badRequest(`${WRONG}: ${start}`);
  // The revision of a read: 0 is now.
  return { key: prefix + start, revision: Math.max(rv, 0) };
}

function fieldsOf(text: string): Record<string, unknown> {
  try {
    const value = JSON.parse(atob(text.replaceAll('-', '+').replaceAll('_', '/')));
    if (isRecord(value)) return value;
  } catch {
    // Said below.
  }
  throw badRequest(WRONG);
}
