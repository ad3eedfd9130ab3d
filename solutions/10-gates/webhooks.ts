// Webhooks: admission by somebody else's code, over the network. Called through a door that
// is handed in. apiserver: pkg/admission/plugin/webhook in 1.36. Left out: match conditions,
// matchPolicy, audit annotations. Chapter 10.
// Engine room: not told line by line.

import type { Attributes } from '#apiserver';
import {
  apiVersionOf,
  internalError,
  type KubeObject,
  matches,
  selectorOf,
  statusError,
} from '#objects';
import { type Millis, millis, type World } from '#world';
import { fieldsOf, listOf, textOf } from './as.ts';
import type { GatePlugin } from './chain.ts';
import { asObject } from './client.ts';
import type { Webhook } from './kinds.ts';
import type { Reader } from './reader.ts';

/** One POST to a webhook. Rejects if it can't be reached. */
export type CallWebhook = (call: {
  readonly url: string;
  readonly body: string;
  /** Base64 of PEM: who signs the webhook's certificate. */
  readonly caBundle?: string;
}) => Promise<{ readonly code: number; readonly body: string }>;

/** Applies a JSON patch: chapter 11's. @throws Error if it doesn't fit */
export type JsonPatch = (object: unknown, patch: readonly unknown[]) => unknown;

export interface WebhookOptions {
  readonly world: World;
  readonly reader: Reader;
  readonly call: CallWebhook;
  readonly jsonPatch: JsonPatch;
}

/** How long a webhook has, if its configuration doesn't say. */
const TIMEOUT_SECONDS = 10;

/** A plugin for each webhook that changes objects, in the order of their names. */
export function mutatingWebhooks(options: WebhookOptions): readonly GatePlugin[] {
  return hooksOf(options.reader, 'mutatingwebhookconfigurations').map((hook) => ({
    name: hook.name,
    reinvocation: hook.reinvocationPolicy ?? 'Never',
    async admit(attributes) {
      const { object } = attributes;
      if (object === undefined) throw new TypeError('admit wants an object');
      const answer = await ask(options, hook, attributes);
      const patch = patchOf(answer);
      if (patch === undefined) return object;
      return asObject(options.jsonPatch(object, patch));
    },
  }));
}

/** One plugin for all that only look: they're asked at once, and the first no counts. */
export function validatingWebhooks(options: WebhookOptions): GatePlugin {
  return {
    name: 'ValidatingAdmissionWebhook',
    async validate(attributes) {
      const hooks = hooksOf(options.reader, 'validatingwebhookconfigurations');
      await Promise.all(hooks.map((hook) => ask(options, hook, attributes)));
    },
  };
}

function hooksOf(
  reader: Reader,
  kind: 'mutatingwebhookconfigurations' | 'validatingwebhookconfigurations',
): readonly Webhook[] {
  return reader.list(kind, '').flatMap(({ webhooks = [] }) => webhooks);
}

type Response = Readonly<Record<string, unknown>>;

/** What the webhook answers; undefined if it's not about this, or may be passed over. */
async function ask(
  { world, reader, call }: WebhookOptions,
  hook: Webhook,
  attributes: Attributes,
): Promise<Response | undefined> {
  if (!isAbout(reader, hook, attributes)) return undefined;
  const uid = attributes.object?.metadata.uid ?? attributes.name;
  const body = JSON.stringify(reviewOf(uid, attributes));
  const { caBundle } = hook.clientConfig;
  const sent = {
    ...{ url: urlOf(hook), body },
    ...(caBundle === undefined ? {} : { caBundle }),
  };
  let response: Response;
  try {
    const seconds = hook.timeoutSeconds ?? TIMEOUT_SECONDS;
    const answer = await within(world, millis(seconds * 1000), call(sent));
    if (answer.code !== 200) throw new Error(`the server answered ${answer.code}`);
    response = fieldsOf(fieldsOf(JSON.parse(answer.body)).response);
    if (response.uid !== uid)
      throw new Error(`expected response.uid=${JSON.stringify(uid)}`);
  } catch (error) {
    if (hook.failurePolicy === 'Ignore') return undefined;
    const why = error instanceof Error ? error.message : String(error);
    const name = JSON.stringify(hook.name);
    throw internalError(
      `failed calling webhook ${name}: failed to call webhook: ${why}`,
    );
  }
  for (const warning of listOf(response.warnings)) attributes.warn(textOf(warning));
  if (response.allowed !== true) throw denial(hook.name, response.status);
  return response;
}

/** @throws Error when it has taken too long, by the world's clock */
async function within<T>(
  { clock }: World,
  delay: Millis,
  promise: Promise<T>,
): Promise<T> {
  const late = new Promise<never>((_, reject) => {
    const timer = clock.after(delay, () =>
      reject(new Error('context deadline exceeded')),
    );
    const cancel = (): void => timer.cancel();
    promise.then(cancel, cancel);
  });
  return Promise.race([promise, late]);
}

function isAbout(reader: Reader, hook: Webhook, attributes: Attributes): boolean {
  const { operation, resource, subresource, namespace, object, oldObject } =
    attributes;
  // A webhook that could stop the mending of webhooks would stop it for ever.
  if (resource.group === 'admissionregistration.k8s.io') return false;
  const whole =
    subresource === '' ? resource.resource : `${resource.resource}/${subresource}`;
  const has = (list: readonly string[], one: string): boolean =>
    list.includes('*') || list.includes(one);
  const isRuled = (hook.rules ?? []).some(
    (rule) =>
      has(rule.operations, operation) &&
      has(rule.apiGroups, resource.group) &&
      has(rule.apiVersions, resource.version) &&
      rule.resources.some((one) =>
        isOf(one, whole, resource.resource, subresource),
      ) &&
      (rule.scope === undefined ||
        rule.scope === '*' ||
        (rule.scope === 'Namespaced') === (namespace !== '')),
  );
  if (!isRuled) return false;
  const labels = reader.get('namespaces', '', namespace)?.metadata.labels ?? {};
  const isIn =
    namespace === '' || matches(selectorOf(hook.namespaceSelector ?? {}), labels);
  const bySelector = selectorOf(hook.objectSelector ?? {});
  const isLabelled = [object, oldObject].some(
    (one) => one !== undefined && matches(bySelector, one.metadata.labels ?? {}),
  );
  return isIn && isLabelled;
}

function isOf(
  one: string,
  whole: string,
  resource: string,
  subresource: string,
): boolean {
  if (one === '*/*' || one === whole || one === `${resource}/*`) return true;
  if (one === '*') return subresource === '';
  return subresource !== '' && one === `*/${subresource}`;
}

function urlOf({ clientConfig: { url, service } }: Webhook): string {
  if (url !== undefined) return url;
  if (service === undefined) return '';
  const { namespace, name, path = '', port = 443 } = service;
  return `https://${name}.${namespace}.svc:${port}${path}`;
}

function reviewOf(uid: string, attributes: Attributes): object {
  const { resource, subresource, user, operation, dryRun } = attributes;
  const { group, version, kind, resource: plural } = resource;
  const { name: username, ...rest } = user;
  const kinds = { group, version, kind };
  const resources = { group, version, resource: plural };
  return {
    kind: 'AdmissionReview',
    apiVersion: 'admission.k8s.io/v1',
    request: {
      ...{ uid, kind: kinds, resource: resources },
      ...{ requestKind: kinds, requestResource: resources },
      ...(subresource === '' ? {} : { subResource: subresource }),
      ...{ name: attributes.name, namespace: attributes.namespace, operation },
      userInfo: { username, ...rest },
      object: withVersion(attributes, attributes.object),
      oldObject: withVersion(attributes, attributes.oldObject),
      ...{ dryRun, options: attributes.options },
    },
  };
}

function withVersion(
  { resource }: Attributes,
  object: KubeObject | undefined,
): KubeObject | null {
  if (object === undefined) return null;
  return { ...object, apiVersion: apiVersionOf(resource), kind: resource.kind };
}

/** The JSON patch of an answer: base64 in JSON. */
function patchOf(answer: Response | undefined): readonly unknown[] | undefined {
  const text = textOf(answer?.patch);
  if (text === '') return undefined;
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  return listOf(JSON.parse(new TextDecoder().decode(bytes)));
}

function denial(name: string, status: unknown): Error {
  const { message, reason, code } = fieldsOf(status);
  const denied = `admission webhook ${JSON.stringify(name)} denied the request`;
  const why = textOf(message) || textOf(reason);
  const isError = typeof code === 'number' && code >= 400;
  return statusError({
    code: isError ? code : 400,
    reason: textOf(reason),
    message: why === '' ? `${denied} without explanation` : `${denied}: ${why}`,
  });
}
