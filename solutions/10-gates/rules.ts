// Whether one rule of a role lets one request through. Chapter 10.

import type { RequestInfo } from '#apiserver';
import type { PolicyRule } from './types.ts';

//#region matches-path
/** Whether a path of a rule stands for `path`: itself, or all that begins so. */
export function matchesPath(pattern: string, path: string): boolean {
  if (pattern === path) return true;
  return pattern.endsWith('*') && path.startsWith(pattern.replace(/\*+$/, ''));
}
//#endregion

//#region rule-allows
/** Whether the rule lets through what `asks` says, whoever asks it. */
export function ruleAllows(rule: PolicyRule, asks: RequestInfo): boolean {
  //#exercise 1,2,3,4 say whether the rule allows the request
  const { verbs, apiGroups = [], resources = [], resourceNames = [] } = rule;
  if (!names(verbs, asks.verb)) return false;
  if (!asks.isResourceRequest) {
    const paths = rule.nonResourceURLs ?? [];
    return paths.some((pattern) => matchesPath(pattern, asks.path));
  }
  const { group, resource, subresource, name } = asks;
  if (!names(apiGroups, group)) return false;
  const isMain = subresource === '';
  const whole = isMain ? resource : `${resource}/${subresource}`;
  const isOfAny = !isMain && resources.includes(`*/${subresource}`);
  if (!isOfAny && !names(resources, whole)) return false;
  return resourceNames.length === 0 || resourceNames.includes(name);
  //#endexercise
}
//#endregion

//#region names
/** Whether a list names it, or names everything. */
function names(list: readonly string[], one: string): boolean {
  return list.includes('*') || list.includes(one);
}
//#endregion
