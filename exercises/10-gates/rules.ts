// Whether one rule of a role lets one request through. Chapter 10.

import { NotWritten } from '#world';
import type { RequestInfo } from '#apiserver';
import type { PolicyRule } from './types.ts';

/** Whether a path of a rule stands for `path`: itself, or all that begins so. */
export function matchesPath(pattern: string, path: string): boolean {
  if (pattern === path) return true;
  return pattern.endsWith('*') && path.startsWith(pattern.replace(/\*+$/, ''));
}

/** Whether the rule lets through what `asks` says, whoever asks it. */
export function ruleAllows(rule: PolicyRule, asks: RequestInfo): boolean {
  // TODO 10.1: say whether the rule allows the request
  throw new NotWritten('10.1');
}

/** Whether a list names it, or names everything. */
function names(list: readonly string[], one: string): boolean {
  return list.includes('*') || list.includes(one);
}
