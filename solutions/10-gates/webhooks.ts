// Webhooks: admission by somebody else's code, over the network. Called through a door that
// is handed in. apiserver: pkg/admission/plugin/webhook in 1.36. Left out: match conditions,
// matchPolicy and audit annotations. Chapter 10.
// Engine room: not told line by line.

import type { Attributes } from '#apiserver';
import { internalError, type StatusError } from '#objects';
import { type Millis, millis, type World } from '#world';
import { type Fields, listOf, textOf } from './as.ts';
import type { GatePlugin } from './chain.ts';
import { asObject } from './client.ts';
import type { Webhook } from './kinds.ts';
import type { Reader } from './reader.ts';
import { uuid } from './uuid.ts';
import { isAbout } from './webhook-match.ts';
import { denial, patchOf, responseOf, reviewOf } from './webhook-review.ts';

/** One POST to a webhook. Rejects if it can't be reached. */
export type CallWebhook = (call: {
  readonly url: string;
  readonly body: string;
  /** Base64 of PEM: who signs the webhook's certificate. */
  readonly caBundle?: string;
  /** Aborted when it has taken too long. */
  readonly signal: AbortSignal;
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
      if (answer?.patch === undefined) return object;
      return asObject(options.jsonPatch(object, answer.patch));
    },
    /** About a delete those that change are asked too, before those that only look. */
    async validate(attributes) {
      if (attributes.operation !== 'DELETE') return;
      const answer = await ask(options, hook, attributes);
      if (answer?.patch?.length) throw nothingToChange(hook.name);
    },
  }));
}

/** mutating/dispatcher.go */
function nothingToChange(name: string): StatusError {
  const what = `admission webhook ${JSON.stringify(name)} attempted to modify the object`;
  return internalError(`${what}, which is not supported for this operation`);
}

/** One plugin for all that only look: they're asked at once, and the first no counts. */
export function validatingWebhooks(options: WebhookOptions): GatePlugin {
  return {
    name: 'ValidatingAdmissionWebhook',
    async validate(attributes) {
      const hooks = hooksOf(options.reader, 'validatingwebhookconfigurations');
      // The patch of one that is only to look is passed over.
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

interface Answer {
  readonly patch: readonly unknown[] | undefined;
}

/** What the webhook answers; undefined if it's not about this, or may be passed over. */
async function ask(
  options: WebhookOptions,
  hook: Webhook,
  attributes: Attributes,
): Promise<Answer | undefined> {
  if (!isAbout(options.reader, hook, attributes)) return undefined;
  let response: Fields;
  let patch: readonly unknown[] | undefined;
  try {
    response = await asked(options, hook, attributes);
    patch = patchOf(response);
  } catch (error) {
    if (hook.failurePolicy === 'Ignore') return undefined;
    const why = error instanceof Error ? error.message : String(error);
    throw internalError(
      `failed calling webhook ${JSON.stringify(hook.name)}: ${why}`,
    );
  }
  for (const warning of listOf(response.warnings)) attributes.warn(textOf(warning));
  if (response.allowed !== true) throw denial(hook.name, response.status);
  return { patch };
}

/** @throws Error if it can't be reached, or answers what is no answer */
async function asked(
  { world, call }: WebhookOptions,
  hook: Webhook,
  attributes: Attributes,
): Promise<Fields> {
  const uid = uuid(world);
  const seconds = hook.timeoutSeconds ?? TIMEOUT_SECONDS;
  const url = `${urlOf(hook)}?timeout=${seconds}s`;
  const { caBundle } = hook.clientConfig;
  const late = new AbortController();
  const sent = {
    ...{ url, body: JSON.stringify(reviewOf(uid, attributes)) },
    ...{ signal: late.signal, ...(caBundle === undefined ? {} : { caBundle }) },
  };
  const limit = millis(seconds * 1000);
  const { code, body } = await within(world, limit, call(sent))
    .catch((error) => {
      const why = error instanceof Error ? error.message : String(error);
      throw new Error(
        `failed to call webhook: Post ${JSON.stringify(url)}: ${why}`,
      );
    })
    .finally(() => late.abort());
  if (code !== 200)
    throw new Error(`failed to call webhook: ${saidBy(code, body)}`);
  try {
    return responseOf(body, uid);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`received invalid webhook response: ${why}`);
  }
}

/** apimachinery: pkg/api/errors/errors.go (NewGenericServerResponse). */
function saidBy(code: number, body: string): string {
  if (code === 404) return 'the server could not find the requested resource';
  if (code === 503) return 'the server is currently unable to handle the request';
  if (code >= 500)
    return `an error on the server (${JSON.stringify(body.trim() || 'unknown')}) has prevented the request from succeeding`;
  return `the server responded with the status code ${code} but did not return more information`;
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

function urlOf({ clientConfig: { url, service } }: Webhook): string {
  if (url !== undefined) return url;
  if (service === undefined) return '';
  const { namespace, name, path = '', port = 443 } = service;
  return `https://${name}.${namespace}.svc:${port}${path}`;
}
