// Questions about access, as objects that nobody stores: may I, may he, what may I, who am I,
// whose token is that. kubernetes: pkg/registry/authorization and pkg/registry/authentication
// in 1.36. Chapter 10.
// Engine room: not told line by line.

import type { Filter, RequestInfo, UserInfo } from '#apiserver';
import { badRequest, rfc3339 } from '#objects';
import type { World } from '#world';
import { type Fields, fieldsOf, listOf, textOf } from './as.ts';
import type { BodyReader } from './body.ts';
import type { Reader } from './reader.ts';
import { rulesFor } from './roles.ts';
import { ISSUER, type Tokens } from './tokens.ts';
import type { Authorizer, PolicyRule } from './types.ts';

export interface ReviewOptions {
  readonly world: World;
  readonly authorizer: Authorizer;
  readonly reader: Reader;
  readonly tokens: Tokens | undefined;
  readonly readBody: BodyReader;
}

type Answer = Fields | Promise<Fields>;
type Review = (body: Fields, user: UserInfo, namespace: string) => Answer;

/** Stands where the store would be: the last filter, behind authorization. */
export function reviews(options: ReviewOptions): Filter {
  const table = reviewsOf(options);
  return async (context, next) => {
    const { info, request, user } = context;
    const key = `${info.group}/${info.resource}`;
    const review =
      info.verb === 'create' && info.subresource === ''
        ? table.get(key)
        : undefined;
    if (review === undefined) return next();
    const body = fieldsOf(options.readBody(request));
    const status = await review(body, user, info.namespace);
    const metadata = {
      ...fieldsOf(body.metadata),
      creationTimestamp: rfc3339(options.world.clock.wall()),
    };
    const kind = context.resource?.kind ?? textOf(body.kind);
    const apiVersion = `${info.group}/${info.version}`;
    const answer = { kind, apiVersion, metadata, spec: body.spec ?? {}, status };
    const headers = { 'content-type': 'application/json' };
    return { code: 201, headers, body: JSON.stringify(answer) };
  };
}

function reviewsOf({
  authorizer,
  reader,
  tokens,
}: ReviewOptions): ReadonlyMap<string, Review> {
  const access = (user: UserInfo, spec: Fields): Fields => {
    const decision = authorizer(user, questionOf(spec), selectorOf(spec));
    return {
      allowed: decision.allowed,
      ...(decision.reason === '' ? {} : { reason: decision.reason }),
    };
  };
  const AUTHZ = 'authorization.k8s.io';
  const AUTHN = 'authentication.k8s.io';
  return new Map<string, Review>([
    [
      `${AUTHZ}/selfsubjectaccessreviews`,
      ({ spec }, user) => access(user, fieldsOf(spec)),
    ],
    [
      `${AUTHZ}/subjectaccessreviews`,
      ({ spec }) => access(userOfSpec(fieldsOf(spec)), fieldsOf(spec)),
    ],
    [
      `${AUTHZ}/localsubjectaccessreviews`,
      ({ spec }, _, namespace) => {
        const { resourceAttributes: about } = fieldsOf(spec);
        if (textOf(fieldsOf(about).namespace) !== namespace)
          throw badRequest(
            `spec.resourceAttributes.namespace must match namespace: ${namespace}`,
          );
        return access(userOfSpec(fieldsOf(spec)), fieldsOf(spec));
      },
    ],
    [
      `${AUTHZ}/selfsubjectrulesreviews`,
      ({ spec }, user) =>
        rulesStatus(reader, user, textOf(fieldsOf(spec).namespace)),
    ],
    [`${AUTHN}/selfsubjectreviews`, (_, user) => ({ userInfo: infoOf(user) })],
    [
      `${AUTHN}/tokenreviews`,
      async ({ spec }) => {
        const { token, audiences } = fieldsOf(spec);
        const asked = listOf(audiences).map(textOf);
        const known = await tokens
          ?.review(textOf(token), asked.length === 0 ? [ISSUER] : asked)
          .catch(() => undefined);
        if (known === undefined)
          return { authenticated: false, user: {}, error: 'invalid bearer token' };
        const user = infoOf(known.user);
        return { authenticated: true, user, audiences: known.audiences };
      },
    ],
  ]);
}

const infoOf = ({ name, ...rest }: UserInfo): Fields => ({
  username: name,
  ...rest,
});

function userOfSpec(spec: Fields): UserInfo {
  const [name, uid] = [textOf(spec.user), textOf(spec.uid)];
  const groups = listOf(spec.groups).map(textOf);
  if (name === '' && groups.length === 0)
    throw badRequest('at least one of user or group must be specified');
  return { name, groups, ...(uid === '' ? {} : { uid }) };
}

/** @throws StatusError unless it is about a resource, or about a path, and not both */
function questionOf(spec: Fields): RequestInfo {
  const { resourceAttributes: about, nonResourceAttributes: path } = spec;
  if ((about === undefined) === (path === undefined))
    throw badRequest(
      'exactly one of nonResourceAttributes or resourceAttributes must be specified',
    );
  const said = fieldsOf(about ?? path);
  const text = (name: string): string => textOf(said[name]);
  return {
    ...{ verb: text('verb'), path: text('path') },
    ...{ isResourceRequest: about !== undefined, group: text('group') },
    ...{ version: text('version'), resource: text('resource') },
    ...{ subresource: text('subresource'), namespace: text('namespace') },
    name: text('name'),
  };
}

function selectorOf({ resourceAttributes }: Fields): URLSearchParams {
  const { fieldSelector } = fieldsOf(resourceAttributes);
  const raw = textOf(fieldsOf(fieldSelector).rawSelector);
  return new URLSearchParams(raw === '' ? {} : { fieldSelector: raw });
}

function rulesStatus(reader: Reader, user: UserInfo, namespace: string): Fields {
  if (namespace === '') throw badRequest('no namespace on request');
  const rules: PolicyRule[] = [];
  for (const held of rulesFor(reader, user, namespace))
    if ('rule' in held) rules.push(held.rule);
  const resourceRules = rules
    .filter(({ resources = [] }) => resources.length > 0)
    .map(({ nonResourceURLs, ...rule }) => rule);
  const nonResourceRules = rules
    .filter(({ nonResourceURLs = [] }) => nonResourceURLs.length > 0)
    .map(({ verbs, nonResourceURLs }) => ({ verbs, nonResourceURLs }));
  return { resourceRules, nonResourceRules, incomplete: false };
}
