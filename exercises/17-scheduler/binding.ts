// The binding of a pod, on the API server's side: whoever posts one says which node the
// pod gets, once and for all. It fills a socket of chapter 09. Kubernetes:
// pkg/registry/core/pod/storage/storage.go (assignPod). Chapter 17.
// Engine room: not told line by line.

import type { ChangeObject, RequestContext, SubresourceHandler } from '#apiserver';
import { badRequest, conflict, invalid, rfc3339, setCondition } from '#objects';
import type { World } from '#world';
import type { Binding } from './binder.ts';
import type { Pod } from './objects.ts';

/** The pod with its node. @throws StatusError if it has one, goes away, or has to wait */
function bound(pod: Pod, { metadata: sent, target }: Binding, now: string): Pod {
  const { name = '', uid = '', deletionTimestamp } = pod.metadata;
  const { nodeName = '', schedulingGates = [] } = pod.spec;
  if (sent?.uid && sent.uid !== uid)
    throw refusal(
      name,
      `Precondition failed: UID in precondition: ${sent.uid}, UID in object meta: ${uid}`,
    );
  if (deletionTimestamp !== undefined)
    throw refusal(
      name,
      `pod ${name} is being deleted, cannot be assigned to a host`,
    );
  if (nodeName !== '')
    throw refusal(name, `pod ${name} is already assigned to node "${nodeName}"`);
  if (schedulingGates.length > 0)
    throw refusal(name, `pod ${name} has non-empty .spec.schedulingGates`);
  const scheduled = { type: 'PodScheduled', status: 'True' } as const;
  const conditions = setCondition(pod.status?.conditions ?? [], scheduled, now);
  return {
    ...pod,
    spec: { ...pod.spec, nodeName: target.name },
    status: { ...pod.status, conditions },
  };
}

const refusal = (name: string, says: string): Error =>
  conflict({ group: '', resource: 'pods/binding' }, name, says);

/** For `subresources` of an API server: POST …/pods/NAME/binding is served. */
export function podBinding({
  clock,
}: World): Readonly<Record<string, SubresourceHandler>> {
  return {
    '/pods/binding': async (context, _server, change: ChangeObject) => {
      const sent = bindingOf(context);
      await change((pod) => bound(pod as Pod, sent, rfc3339(clock.wall())));
      const status = { kind: 'Status', apiVersion: 'v1', metadata: {} };
      const body = JSON.stringify({ ...status, status: 'Success', code: 201 });
      const headers = { 'content-type': 'application/json' };
      return { code: 201, headers, body };
    },
  };
}

function textOf(body: Uint8Array | string = ''): string {
  return typeof body === 'string' ? body : new TextDecoder().decode(body);
}

function bindingOf({ request, info }: RequestContext): Binding {
  let sent: Binding | null;
  try {
    sent = JSON.parse(textOf(request.body)) as Binding | null;
  } catch (error) {
    throw badRequest(`the body can't be read: ${String(error)}`);
  }
  const { name = info.name } = sent?.metadata ?? {};
  if (name !== info.name)
    throw badRequest(
      `the name of the object (${name}) does not match the name on the URL (${info.name})`,
    );
  if (sent?.target?.name) return sent;
  const field = 'target.name';
  throw invalid({ group: '', kind: 'Binding' }, name, [
    { type: 'FieldValueRequired', field, detail: '' },
  ]);
}
