// Which requests a webhook is asked about. apiserver: pkg/admission/plugin/webhook/predicates
// in 1.36. Chapter 10.
// Engine room: not told line by line.

import type { Attributes } from '#apiserver';
import { type Labels, matches, selectorOf } from '#objects';
import type { Webhook } from './kinds.ts';
import type { Reader } from './reader.ts';

type Rule = NonNullable<Webhook['rules']>[number];

export function isAbout(
  reader: Reader,
  hook: Webhook,
  attributes: Attributes,
): boolean {
  const { resource, object, oldObject } = attributes;
  // A webhook that could stop the mending of webhooks would stop it for ever.
  if (resource.group === 'admissionregistration.k8s.io') return false;
  const { rules = [] } = hook;
  if (!rules.some((rule) => isRuled(rule, attributes))) return false;
  const labels = namespaceLabels(reader, attributes);
  const isIn =
    labels === undefined ||
    matches(selectorOf(hook.namespaceSelector ?? {}), labels);
  const selector = selectorOf(hook.objectSelector ?? {});
  const isLabelled = [object, oldObject].some(
    (one) => one !== undefined && matches(selector, one.metadata.labels ?? {}),
  );
  return isIn && isLabelled;
}

const has = (list: readonly string[], one: string): boolean =>
  list.includes('*') || list.includes(one);

function isRuled(rule: Rule, attributes: Attributes): boolean {
  const { operation, resource, subresource } = attributes;
  const { scope = '*' } = rule;
  const isOfScope =
    scope === '*' || (scope === 'Namespaced') === resource.namespaced;
  return (
    isOfScope &&
    has(rule.operations, operation) &&
    has(rule.apiGroups, resource.group) &&
    has(rule.apiVersions, resource.version) &&
    rule.resources.some((one) => isOf(one, resource.resource, subresource))
  );
}

function isOf(one: string, resource: string, subresource: string): boolean {
  if (one === '*/*' || one === `${resource}/*`) return true;
  if (subresource === '') return one === '*' || one === resource;
  return one === `*/${subresource}` || one === `${resource}/${subresource}`;
}

/** Those of a Namespace are its own; what belongs to the cluster has none. */
function namespaceLabels(
  reader: Reader,
  { resource, namespace, object, oldObject }: Attributes,
): Labels | undefined {
  const isNamespace = resource.group === '' && resource.resource === 'namespaces';
  if (isNamespace) return (object ?? oldObject)?.metadata.labels ?? {};
  if (!resource.namespaced) return undefined;
  return reader.get('namespaces', '', namespace)?.metadata.labels ?? {};
}
