// The second gate: is the user allowed to do that? Chapter 10.

import type { Filter } from '#apiserver';
import { MASTERS } from './identity.ts';
import { refusal } from './refusal.ts';
import type { Authorizer } from './types.ts';

/** Asks one after the other: the first that allows it decides. */
export function anyOf(authorizers: readonly Authorizer[]): Authorizer {
  return (user, asks, query) => {
    if (user.groups.includes(MASTERS)) return { allowed: true, reason: '' };
    const reasons: string[] = [];
    for (const authorizer of authorizers) {
      const decision = authorizer(user, asks, query);
      if (decision.allowed) return decision;
      if (decision.reason !== '') reasons.push(decision.reason);
    }
    return { allowed: false, reason: reasons.join(', ') };
  };
}

/** Lets through what the authorizer allows, and refuses the rest with 403. */
export function authorization(authorizer: Authorizer): Filter {
  return async ({ user, info, query }, next) => {
    const { allowed, reason } = authorizer(user, info, query);
    if (!allowed) throw refusal(user, info, reason);
    return next();
  };
}
