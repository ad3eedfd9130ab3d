// #gates: who asks, what is allowed, and what becomes of what is sent. Chapter 10.

export { aggregatedRules } from './aggregate.ts';
export { type AuditOptions, type AuditSink, audit } from './audit.ts';
export type { AuditPolicy, AuditRule } from './audit-policy.ts';
export type { AuditEvent, Level, Stage } from './audit-types.ts';
export {
  authenticate,
  authentication,
  staticTokens,
  type TokenAuthenticator,
} from './authenticate.ts';
export { anyOf, authorization } from './authorize.ts';
export {
  bootstrapBindings,
  bootstrapRoles,
  type ClusterInfo,
  SYSTEM_NAMESPACES,
} from './bootstrap.ts';
export { createChain, type GatePlugin } from './chain.ts';
export { userOfSubject } from './credentials.ts';
export { notHeld } from './escalation.ts';
export { createEscalationCheck } from './escalation-check.ts';
export { createGates, type Gates, type GatesOptions } from './gates.ts';
export {
  ANONYMOUS,
  AUTHENTICATED,
  LOOPBACK,
  MASTERS,
  nodeOf,
  serviceAccountUser,
  UNAUTHENTICATED,
} from './identity.ts';
export { impersonation } from './impersonate.ts';
export { MAX_READS, MAX_WRITES, maxInFlight } from './in-flight.ts';
export type * from './kinds.ts';
export { createLimitRanger } from './limits.ts';
export { createNodeAuthorizer } from './node-authorizer.ts';
export {
  defaultTolerationSeconds,
  TOLERATION_SECONDS,
} from './plugins/tolerations.ts';
export {
  type Charge,
  chargesOf,
  createQuotaGate,
  QUOTA_RETRIES,
  type QuotaStore,
} from './quota.ts';
export type { Reader } from './reader.ts';
export { refusal } from './refusal.ts';
export { createRbac, type HeldRule, roleOf, rulesFor, subjectOf } from './roles.ts';
export { matchesPath, ruleAllows } from './rules.ts';
export { createTokens, ISSUER, type TokenKey, type Tokens } from './tokens.ts';
export type * from './types.ts';
export { type Amounts, amountsOf, usageOf } from './usage.ts';
export type { CallWebhook, JsonPatch } from './webhooks.ts';
export { LIMIT_RANGER, withDefaults } from './with-defaults.ts';
