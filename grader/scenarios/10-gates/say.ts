// Rules, plugins and quotas in the words of a terminal.

import type { PolicyRule } from '#gates';
import { inWords, sayOutcome, sayPlain } from '../../core/say.ts';
import type { TraceLine } from '../../core/trace.ts';
import type { Access, Asked, Deed, Op, PluginOf, QuotaOf } from './types.ts';

/** An operation in words. */
export function opWords(op: Op): string {
  if ('rule' in op)
    return `does ${ruleWords(op.rule)} allow ${op.asks.map(askedWords).join('; ')}`;
  if ('requests' in op)
    return `${op.requests.map((one) => plain(one)).join(', then ')} with ${plain(op.tables)}`;
  if ('certificate' in op) return `the certificate of ${plain(op.certificate)}`;
  if ('door' in op)
    return `${[op.who.name, ...op.who.groups].join(' of ')} at a door of ${op.door.map((one) => plain(one)).join(', ')}`;
  if ('counts' in op)
    return `what is added by ${op.counts.map((one) => plain(one)).join(', ')}`;
  if ('held' in op)
    return `of ${rules(op.given)}, what is not held by who has ${rules(op.held)}`;
  if ('chain' in op) {
    const beside =
      op.beside === undefined ? '' : ` and beside it ${plain(op.beside)}`;
    return `labels ${plain(op.labels)}${beside} through ${op.chain.map(pluginWords).join(', ')}`;
  }
  if ('pod' in op)
    return `containers ${plain([...op.pod, ...(op.init ?? [])])} with ${plain(op.ranges)}`;
  if ('cpu' in op) {
    const others = op.others.map((one) => plain(one)).join(', ');
    const rest = others === '' ? '' : `, while others write ${others}`;
    const dry = op.dryRun === true ? ', as a dry run' : '';
    const { again } = op;
    const second =
      again === undefined
        ? ''
        : `, and again of cpu ${again.cpu} after ${plain(again.others)}`;
    return `a pod of cpu ${op.cpu}${dry}, with ${op.quotas.map(quotaWords).join(', ')}${rest}${second}`;
  }
  if ('quotas' in op)
    return `charge ${plain(op.amounts)} to ${op.quotas.map(quotaWords).join(', ')}`;
  const who = [op.who.name, ...op.who.groups].join(' of ');
  const where = accessWords(op.access);
  if ('asks' in op) {
    const later =
      op.later === undefined ? '' : `, and later, where ${accessWords(op.later)}`;
    return `may ${who} ${op.asks.map(askedWords).join('; ')}, where ${where}${later}`;
  }
  const was = op.was === undefined ? '' : ` in place of ${plain(op.was)}`;
  return `${who} writes ${plain(op.writes)}${was}, where ${where}`;
}

function plain(value: object): string {
  return JSON.stringify(value).replaceAll('"', '');
}

const rules = (list: readonly PolicyRule[]): string =>
  list.length === 0 ? 'no rules' : list.map(ruleWords).join(' and ');

function ruleWords(rule: PolicyRule): string {
  const { verbs, apiGroups, resources, resourceNames, nonResourceURLs } = rule;
  const list = (words: string, of: readonly string[] | undefined): string =>
    of === undefined
      ? ''
      : ` ${words}[${of.map((one) => (one === '' ? '""' : one)).join(' ')}]`;
  return `{${list('', verbs).trim()}${list('groups ', apiGroups)}${list('of ', resources)}${list('named ', resourceNames)}${list('paths ', nonResourceURLs)}}`;
}

function askedWords(asked: Asked): string {
  const { verb, group, resource, subresource, namespace, name, path } = asked;
  if (path !== undefined) return `${verb} ${path}`;
  const part = subresource === undefined ? '' : `/${subresource}`;
  const of = group === undefined ? '' : `.${group}`;
  const what = `${verb} ${resource ?? ''}${part}${of}`;
  const named = name === undefined ? '' : ` ${name}`;
  return `${what}${named}${namespace === undefined ? '' : ` in ${namespace}`}`;
}

function accessWords({ roles, bindings }: Access): string {
  const told = roles.map(
    ({ name, namespace, rules: list }) =>
      `${namespace === undefined ? 'cluster role' : `role of ${namespace}`} ${name} is ${rules(list)}`,
  );
  const bound = bindings.map(
    ({ name, namespace, to, subjects }) =>
      `${name}${namespace === undefined ? '' : ` of ${namespace}`} gives ${to.kind} ${to.name} to ${subjects.map((one) => plain(one)).join(', ')}`,
  );
  return [...told, ...bound].join(', ') || 'nothing is bound';
}

function pluginWords({ name, reinvocation, admit, looks }: PluginOf): string {
  const kind = reinvocation === undefined ? '' : ` (webhook, ${reinvocation})`;
  const deed = admit === undefined ? '' : ` ${deedWords(admit)}`;
  return `${name}${kind}${deed}${looks === undefined ? '' : ' and looks'}`;
}

function deedWords(deed: Deed): string {
  if ('sets' in deed) return `sets ${deed.sets}`;
  if ('adds' in deed) return `adds ${deed.adds} to log`;
  if ('copies' in deed) return `copies ${deed.copies} to ${deed.to}`;
  if ('drops' in deed) return `drops ${deed.drops}`;
  return 'repeats' in deed ? 'changes nothing' : `refuses ${deed.refuses}`;
}

function quotaWords({ name, hard, used = {}, spec }: QuotaOf): string {
  const wished = spec === undefined ? '' : `, its spec ${plain(spec)}`;
  return `${name} (${plain(used)} of ${plain(hard)}${wished})`;
}

/** What a call led to, a row a thing. */
export function sayLine({ outcome }: TraceLine): readonly string[] {
  return sayOutcome(outcome, (value) =>
    typeof value === 'object' ? sayPlain(value) : [inWords(value)],
  );
}
