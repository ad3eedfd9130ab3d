// What a webhook is sent, and what it may answer. apiserver: pkg/admission/plugin/webhook/
// request/admissionreview.go, and errors/statuserror.go, in 1.36. Chapter 10.
// Engine room: not told line by line.

import type { Attributes } from '#apiserver';
import {
  apiVersionOf,
  type KubeObject,
  type StatusError,
  statusError,
} from '#objects';
import { type Fields, fieldsOf, listOf, textOf } from './as.ts';

/** An AdmissionReview that asks. */
export function reviewOf(uid: string, attributes: Attributes): object {
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
      ...(subresource === ''
        ? {}
        : { subResource: subresource, requestSubResource: subresource }),
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

/** The answer in it. @throws Error that says what is wrong with it */
export function responseOf(body: string, uid: string): Fields {
  const { apiVersion, kind, response } = fieldsOf(JSON.parse(body));
  if (apiVersion !== 'admission.k8s.io/v1' || kind !== 'AdmissionReview')
    throw new Error(
      `expected webhook response of admission.k8s.io/v1, Kind=AdmissionReview, got ${textOf(apiVersion) || '/'}, Kind=${textOf(kind)}`,
    );
  if (response === undefined || response === null)
    throw new Error('webhook response was absent');
  const answer = fieldsOf(response);
  if (answer.uid !== uid)
    throw new Error(
      `expected response.uid=${JSON.stringify(uid)}, got ${JSON.stringify(textOf(answer.uid))}`,
    );
  return answer;
}

/** The JSON patch of an answer, base64 in JSON, if it has one. @throws Error */
export function patchOf(answer: Fields): readonly unknown[] | undefined {
  const [text, type] = [textOf(answer.patch), textOf(answer.patchType)];
  if (text === '') return undefined;
  if (type === '')
    throw new Error('webhook returned response.patch but not response.patchType');
  if (type !== 'JSONPatch')
    throw new Error(
      `webhook returned invalid response.patchType of ${JSON.stringify(type)}`,
    );
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  return listOf(JSON.parse(new TextDecoder().decode(bytes)));
}

/** The refusal of a webhook, in its own words. */
export function denial(name: string, status: unknown): StatusError {
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
