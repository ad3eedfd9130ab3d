// Which requests are written down, and how much of them: the first rule that matches says so.
// apiserver: pkg/audit/policy/checker.go in 1.36. Chapter 10.
// Engine room: not told line by line.

import type { RequestContext } from '#apiserver';
import type { Level, Stage } from './audit-types.ts';
import { matchesPath } from './rules.ts';

export interface AuditPolicy {
  readonly rules: readonly AuditRule[];
  /** Stages of which nothing is written. */
  readonly omitStages?: readonly Stage[];
}

export interface AuditRule {
  readonly level: Level;
  readonly users?: readonly string[];
  readonly userGroups?: readonly string[];
  readonly verbs?: readonly string[];
  readonly namespaces?: readonly string[];
  readonly resources?: readonly {
    readonly group?: string;
    readonly resources?: readonly string[];
    readonly resourceNames?: readonly string[];
  }[];
  readonly nonResourceURLs?: readonly string[];
  readonly omitStages?: readonly Stage[];
}

type Audited = Pick<RequestContext, 'user' | 'info'>;

/** What no rule is about is not written down. */
export function levelOf(
  { rules, omitStages = [] }: AuditPolicy,
  context: Audited,
): { readonly level: Level; readonly omitStages: readonly Stage[] } {
  const rule = rules.find((one) => matchesRule(one, context));
  if (rule === undefined) return { level: 'None', omitStages };
  return {
    level: rule.level,
    omitStages: [...omitStages, ...(rule.omitStages ?? [])],
  };
}

/** A list that is absent or empty asks for nothing. */
const asks = (list: readonly unknown[] | undefined): boolean =>
  list !== undefined && list.length > 0;

function matchesRule(rule: AuditRule, { user, info }: Audited): boolean {
  const { users, userGroups, verbs, namespaces, resources, nonResourceURLs } = rule;
  if (asks(users) && !users?.includes(user.name)) return false;
  if (asks(userGroups) && !user.groups.some((one) => userGroups?.includes(one)))
    return false;
  if (asks(verbs) && !verbs?.includes(info.verb)) return false;
  if (asks(namespaces) || asks(resources)) return matchesResource(rule, info);
  if (!asks(nonResourceURLs)) return true;
  if (info.isResourceRequest) return false;
  return nonResourceURLs?.some((one) => matchesPath(one, info.path)) === true;
}

function matchesResource(
  { namespaces, resources }: AuditRule,
  info: RequestContext['info'],
): boolean {
  if (!info.isResourceRequest) return false;
  if (asks(namespaces) && !namespaces?.includes(info.namespace)) return false;
  if (!asks(resources)) return true;
  const { resource, subresource, group, name } = info;
  const whole = subresource === '' ? resource : `${resource}/${subresource}`;
  const matches = (one: string): boolean =>
    one === whole ||
    one === '*' ||
    one === `${resource}/*` ||
    (subresource !== '' && one === `*/${subresource}`);
  return (
    resources?.some((one) => {
      if (one.group !== '*' && (one.group ?? '') !== group) return false;
      if (!asks(one.resources)) return true;
      if (asks(one.resourceNames) && !one.resourceNames?.includes(name))
        return false;
      return one.resources?.some(matches) === true;
    }) === true
  );
}
