// POST serviceaccounts/NAME/token: a token for those who may ask for one. kubernetes:
// pkg/registry/core/serviceaccount/storage/token.go in 1.36. Left out: the year that a Pod's
// token gets as a grace, and audiences of nodes. Chapter 10.
// Engine room: not told line by line.

import type { SubresourceHandler } from '#apiserver';
import { conflict, invalid, invalidField, notFound, rfc3339 } from '#objects';
import type { World } from '#world';
import { fieldsOf, listOf, textOf } from './as.ts';
import type { BodyReader } from './body.ts';
import type { Reader } from './reader.ts';
import type { Bound, Tokens } from './tokens.ts';
import { ISSUER } from './tokens.ts';

/** What a token lives for, in seconds, if the request doesn't say. */
export const TOKEN_SECONDS: number = 3600;
const LEAST_SECONDS = 600;
const MOST_SECONDS = 2 ** 32;

export interface TokenRequestOptions {
  readonly world: World;
  readonly tokens: Tokens;
  readonly reader: Reader;
  readonly readBody: BodyReader;
}

export function tokenRequest({
  world,
  tokens,
  reader,
  readBody,
}: TokenRequestOptions): SubresourceHandler {
  return async ({ request, info }) => {
    const { namespace, name } = info;
    const account = reader.get('serviceaccounts', namespace, name);
    if (account === undefined)
      throw notFound({ group: '', resource: 'serviceaccounts' }, name);
    const body = fieldsOf(readBody(request));
    const spec = fieldsOf(body.spec);
    const seconds = Number(spec.expirationSeconds ?? TOKEN_SECONDS);
    checkSeconds(seconds, name);
    const asked = listOf(spec.audiences).map(textOf);
    const audiences = asked.length === 0 ? [ISSUER] : asked;
    const pod = boundPod(reader, namespace, spec.boundObjectRef);
    const token = await tokens.issue({
      ...{ namespace, audiences, seconds },
      account: { name, uid: account.metadata.uid ?? '' },
      ...pod,
    });
    const end = rfc3339(world.clock.wall() + seconds * 1000);
    const answer = {
      kind: 'TokenRequest',
      apiVersion: 'authentication.k8s.io/v1',
      metadata: { name, namespace, creationTimestamp: rfc3339(world.clock.wall()) },
      spec: {
        ...{ audiences, expirationSeconds: seconds },
        boundObjectRef: spec.boundObjectRef ?? null,
      },
      status: { token, expirationTimestamp: end },
    };
    const headers = { 'content-type': 'application/json' };
    return { code: 201, headers, body: JSON.stringify(answer) };
  };
}

function checkSeconds(seconds: number, name: string): void {
  const says =
    seconds < LEAST_SECONDS
      ? 'may not specify a duration less than 10 minutes'
      : 'may not specify a duration larger than 2^32 seconds';
  if (seconds >= LEAST_SECONDS && seconds <= MOST_SECONDS) return;
  const fault = invalidField('spec.expirationSeconds', seconds, says);
  throw invalid({ group: 'authentication.k8s.io', kind: 'TokenRequest' }, name, [
    fault,
  ]);
}

/** The Pod that the token dies with, and the node that it runs on. */
function boundPod(
  reader: Reader,
  namespace: string,
  ref: unknown,
): { readonly pod?: Bound; readonly node?: Bound } {
  const { kind, name: said, uid: asked } = fieldsOf(ref);
  if (kind !== 'Pod') return {};
  const name = textOf(said);
  const of = { group: '', resource: 'pods' };
  const found = reader.get('pods', namespace, name);
  if (found === undefined) throw notFound(of, name);
  const uid = found.metadata.uid ?? '';
  if (textOf(asked) !== '' && asked !== uid) {
    const why = `the UID in the bound object reference (${textOf(asked)}) does not match the UID in record. The object might have been deleted and then recreated`;
    throw conflict(of, name, why);
  }
  const { nodeName = '' } = found.spec;
  const node = reader.get('nodes', '', nodeName);
  if (node === undefined) return { pod: { name, uid } };
  return {
    pod: { name, uid },
    node: { name: nodeName, uid: node.metadata.uid ?? '' },
  };
}
