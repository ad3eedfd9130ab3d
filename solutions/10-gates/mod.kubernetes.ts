// #gates/kubernetes: all gates as kube-apiserver has them, and what a cluster is born with.
// Apart from #gates, so that whoever needs one gate doesn't carry the tables.
// Engine room: not told line by line. Chapter 10.

export { aggregatedRules } from './aggregate.ts';
export { audit } from './audit.ts';
export {
  bootstrapBindings,
  bootstrapRoles,
  type ClusterInfo,
  SYSTEM_NAMESPACES,
} from './bootstrap.ts';
export { createGates, type Gates, type GatesOptions } from './gates.ts';
export { impersonation } from './impersonate.ts';
export { MAX_READS, MAX_WRITES, maxInFlight } from './in-flight.ts';
export { createLimitRanger } from './limits.ts';
export { createNodeAuthorizer } from './node-authorizer.ts';
export { TOLERATION_SECONDS } from './plugins/tolerations.ts';
export { createTokens, ISSUER, type TokenKey, type Tokens } from './tokens.ts';
export type { CallWebhook, JsonPatch } from './webhooks.ts';
