// #gates: who asks, what is allowed, and what becomes of what is sent. Chapter 10.

export type { AuditOptions, AuditSink } from './audit.ts';
export type { AuditPolicy, AuditRule } from './audit-policy.ts';
export type { AuditEvent, Level, Stage } from './audit-types.ts';
export {
  authenticate,
  authentication,
  staticTokens,
  type TokenAuthenticator,
} from './authenticate.ts';
export { anyOf, authorization } from './authorize.ts';
export { createChain, type GatePlugin } from './chain.ts';
export { userOfSubject } from './credentials.ts';
export { notHeld } from './escalation.ts';
export { createEscalationCheck } from './escalation-check.ts';
export {
  ANONYMOUS,
  AUTHENTICATED,
  LOOPBACK,
  MASTERS,
  nodeOf,
  serviceAccountUser,
  UNAUTHENTICATED,
} from './identity.ts';
export type * from './kinds.ts';
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
export type * from './types.ts';
export { type Amounts, amountsOf, usageOf } from './usage.ts';
export { LIMIT_RANGER, withDefaults } from './with-defaults.ts';
