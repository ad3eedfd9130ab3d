// All gates in one: what createApiServer takes, in the order in which a request passes. They
// ask the server behind them, so they are opened when it stands. Chapter 10.
// Engine room: not told line by line.

import type {
  AdmissionPlugin,
  ApiServer,
  ApiServerOptions,
  Filter,
  HealthCheck,
  PathHandler,
  SubresourceHandler,
  UserInfo,
} from '#apiserver';
import type { World } from '#world';
import { asResourceQuota } from './as.ts';
import { type AuditOptions, audit } from './audit.ts';
import { annotating } from './audit-event.ts';
import { authentication, staticTokens } from './authenticate.ts';
import { anyOf, authorization } from './authorize.ts';
import { createBodyReader } from './body.ts';
import { bootstrap, type ClusterInfo } from './bootstrap.ts';
import { createChain, type GatePlugin } from './chain.ts';
import { createLoopback, type Loopback } from './client.ts';
import { createEscalationCheck } from './escalation-check.ts';
import { impersonation } from './impersonate.ts';
import { MAX_READS, MAX_WRITES, maxInFlight } from './in-flight.ts';
import { createIndexReader, type IndexReader } from './index-reader.ts';
import { Keepers } from './keepers.ts';
import { createLimitRanger } from './limits.ts';
import { createNodeAuthorizer } from './node-authorizer.ts';
import { createNamespaceLifecycle } from './plugins/namespace-lifecycle.ts';
import { createNodeRestriction } from './plugins/node-restriction.ts';
import { createPriority } from './plugins/priority.ts';
import { createServiceAccountPlugin } from './plugins/service-account.ts';
import { defaultTolerationSeconds } from './plugins/tolerations.ts';
import { createQuotaGate, type QuotaStore } from './quota.ts';
import type { Reader } from './reader.ts';
import { reviews } from './reviews.ts';
import { createRbac } from './roles.ts';
import { tokenRequest } from './token-request.ts';
import { createTokens, ISSUER, type TokenKey } from './tokens.ts';
import type { Authorizer } from './types.ts';
import {
  type CallWebhook,
  type JsonPatch,
  mutatingWebhooks,
  validatingWebhooks,
} from './webhooks.ts';

export interface GatesOptions {
  readonly world: World;
  /** Signs the tokens of service accounts; absent, there are none. */
  readonly tokenKey?: TokenKey;
  /** --token-auth-file: tokens, and whose they are. */
  readonly tokens?: Readonly<Record<string, UserInfo>>;
  /** --authorization-mode: Node and RBAC if absent. */
  readonly authorizer?: Authorizer;
  readonly audit?: Omit<AuditOptions, 'world'>;
  readonly maxInFlight?: { readonly reads: number; readonly writes: number };
  readonly webhooks?: { readonly call: CallWebhook; readonly jsonPatch: JsonPatch };
  readonly decoders?: NonNullable<ApiServerOptions['decoders']>;
}

export interface Gates {
  readonly filters: readonly Filter[];
  readonly admission: readonly AdmissionPlugin[];
  readonly subresources: Readonly<Record<string, SubresourceHandler>>;
  readonly paths: Readonly<Record<string, PathHandler>>;
  /** For /readyz: whether the gates have all that they look up. */
  readonly isSynced: HealthCheck;
  /** For all health paths: whether a new cluster has what every cluster has. */
  readonly isBorn: HealthCheck;
  /**
   * Makes what every cluster has, and asks the server for what the gates look up.
   * `cluster` says where it is: for cluster-info, and for Pods that ask who signs for it.
   */
  open(server: ApiServer, cluster?: ClusterInfo): Promise<void>;
  /** Fulfilled when the gates have done what there was to do by now. */
  settled(): Promise<void>;
  close(): void;
}

export function createGates(options: GatesOptions): Gates {
  const { world } = options;
  const reader = createIndexReader(world);
  const door = new Door();
  const { tokenKey } = options;
  const tokens = tokenKey && createTokens(world, tokenKey, reader);
  const rbac = [createNodeAuthorizer(reader), createRbac(reader)];
  const authorizer = options.authorizer ?? anyOf(rbac);
  const readBody = createBodyReader(options.decoders);
  const known = [staticTokens(options.tokens ?? {})];
  if (tokens !== undefined) known.push(tokens.authenticator);
  const { reads = MAX_READS, writes = MAX_WRITES } = options.maxInFlight ?? {};
  let keepers: Keepers | undefined;
  let isBorn = false;
  return {
    filters: [
      authentication(known),
      ...auditOf(options),
      impersonation(authorizer),
      maxInFlight(reads, writes),
      authorization(
        options.audit === undefined ? authorizer : annotating(authorizer),
      ),
      reviews({ world, authorizer, reader, tokens, readBody }),
    ],
    admission: [admissionOf(options, { reader, door, authorizer })],
    subresources:
      tokens === undefined
        ? {}
        : {
            '/serviceaccounts/token': tokenRequest({
              ...{ world, tokens, reader, readBody },
            }),
          },
    paths: tokenKey === undefined ? {} : openIdPaths(tokenKey),
    isSynced: { name: 'informer-sync', check: () => notYet(reader.missing()) },
    isBorn: {
      name: 'poststarthook/rbac/bootstrap-roles',
      check: () => (isBorn ? undefined : 'not finished'),
    },
    async open(server, cluster) {
      door.loopback = createLoopback(server.handle);
      await bootstrap(door.loopback, cluster);
      isBorn = true;
      await reader.start(door.loopback);
      keepers = new Keepers(reader, door.loopback, cluster?.caPem ?? '');
      await keepers.start();
    },
    settled: async () => keepers?.settled(),
    close: () => reader.close(),
  };
}

/** Its ids are drawn apart: who asks must not change what a new object is called. */
function auditOf({ world, audit: log }: GatesOptions): readonly Filter[] {
  if (log === undefined) return [];
  const chance = world.chance.fork('audit');
  return [audit({ world: { ...world, chance }, ...log })];
}

/** apiserver: pkg/server/healthz/healthz.go (informer-sync). */
function notYet(missing: readonly string[]): string | undefined {
  if (missing.length === 0) return undefined;
  return `${missing.length} informers not started yet: [${missing.join(' ')}]`;
}

/** The way to the server that the gates stand before: there is none before it stands. */
class Door {
  loopback: Loopback | undefined;

  get open(): Loopback {
    if (this.loopback === undefined)
      throw new Error('the gates are not open: call open(server) first');
    return this.loopback;
  }
}

interface Parts {
  readonly reader: IndexReader;
  readonly door: Door;
  readonly authorizer: Authorizer;
}

/** The plugins in the order of kube-apiserver: pkg/kubeapiserver/options/plugins.go. */
function admissionOf(
  { world, webhooks }: GatesOptions,
  { reader, door, authorizer }: Parts,
): AdmissionPlugin {
  const first: readonly GatePlugin[] = [
    createNamespaceLifecycle(reader, (name) => door.open.get(urlOf(name))),
    createLimitRanger(reader),
    createServiceAccountPlugin(reader, world, (namespace, name) =>
      door.open.get(urlOf(namespace, 'serviceaccounts', name)),
    ),
    createNodeRestriction(reader),
    createPriority(reader),
    defaultTolerationSeconds,
    createEscalationCheck(reader, authorizer),
  ];
  const last = createQuotaGate(reader, quotaStore(door));
  if (webhooks === undefined) return createChain([...first, last]);
  const chance = world.chance.fork('webhooks');
  const hooks = { world: { ...world, chance }, reader, ...webhooks };
  // Webhooks come and go: who is asked is looked up for each request.
  const chain = (): AdmissionPlugin =>
    createChain([
      ...first,
      ...mutatingWebhooks(hooks),
      validatingWebhooks(hooks),
      last,
    ]);
  return {
    name: 'chain',
    admit: (attributes) => admitBy(chain(), attributes),
    validate: (attributes) => chain().validate?.(attributes),
  };
}

/** Names are a client's words here: what is in them must not become a path or a query. */
function urlOf(...names: readonly string[]): string {
  return `/api/v1/namespaces/${names.map(segmentOf).join('/')}`;
}

/** Half a character can't be encoded: a mark stands for it, as in UTF-8. */
function segmentOf(name: string): string {
  const whole = new TextDecoder().decode(new TextEncoder().encode(name));
  return encodeURIComponent(whole);
}

const admitBy = (
  chain: AdmissionPlugin,
  attributes: Parameters<NonNullable<AdmissionPlugin['admit']>>[0],
) => {
  if (chain.admit === undefined) throw new TypeError('a chain can admit');
  return chain.admit(attributes);
};

function quotaStore(door: Door): QuotaStore {
  const place = (namespace = '', name = ''): string =>
    urlOf(namespace, 'resourcequotas', name);
  return {
    async get(namespace, name) {
      const found = await door.open.get(place(namespace, name));
      return found && asResourceQuota(found);
    },
    async update(quota, used) {
      const { namespace, name } = quota.metadata;
      const status = { ...quota.status, used };
      const url = `${place(namespace, name)}/status`;
      const { code } = await door.open.send('PUT', url, { ...quota, status });
      return code === 200;
    },
  };
}

/** Where others learn how to check a token of ours without asking us. */
function openIdPaths({ jwk }: TokenKey): Readonly<Record<string, PathHandler>> {
  const json = (body: object): PathHandler => {
    const headers = { 'content-type': 'application/json' };
    return async () => ({ code: 200, headers, body: JSON.stringify(body) });
  };
  return {
    '/.well-known/openid-configuration': json({
      issuer: ISSUER,
      jwks_uri: `${ISSUER}/openid/v1/jwks`,
      response_types_supported: ['id_token'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['ES256'],
    }),
    '/openid/v1/jwks': json({ keys: [jwk] }),
  };
}

export type { IndexReader, Reader };
