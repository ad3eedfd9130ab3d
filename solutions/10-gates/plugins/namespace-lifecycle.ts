// NamespaceLifecycle: nothing new in a namespace that isn't there, or that is going.
// apiserver: pkg/admission/plugin/namespace/lifecycle/admission.go in 1.36. Chapter 10.
// Engine room: not told line by line.

import type { GroupResource, KubeObject, StatusError } from '#objects';
import { forbidden, notFound, statusError } from '#objects';
import { fieldsOf } from '../as.ts';
import type { GatePlugin } from '../chain.ts';
import type { Reader } from '../reader.ts';

const IMMORTAL: ReadonlySet<string> = new Set([
  ...['default', 'kube-system', 'kube-public'],
]);

/** Asks the server itself for a namespace, where the copy has none yet. */
export type LiveNamespace = (name: string) => Promise<KubeObject | undefined>;

/**
 * Looks into the copy, and asks the server where the copy says no. It changes nothing, and
 * stands among those that change all the same: nobody else is asked before.
 */
export function createNamespaceLifecycle(
  reader: Reader,
  live: LiveNamespace,
): GatePlugin {
  return {
    name: 'NamespaceLifecycle',
    async admit({ object, operation, resource, namespace, name }) {
      if (object === undefined) throw new TypeError('admit wants an object');
      if (isNamespace(resource) || namespace === '') return object;
      if (resource.resource === 'localsubjectaccessreviews') return object;
      const copy = reader.get('namespaces', '', namespace);
      const found = copy ?? (await live(namespace));
      if (found === undefined)
        throw notFound({ group: '', resource: 'namespaces' }, namespace);
      if (operation === 'CREATE' && isGoing(found))
        throw terminating(resource, name, namespace);
      return object;
    },
    validate({ operation, resource, name }) {
      if (operation === 'DELETE' && isNamespace(resource) && IMMORTAL.has(name))
        throw forbidden(resource, name, 'this namespace may not be deleted');
    },
  };
}

const isNamespace = ({ group, resource }: GroupResource): boolean =>
  group === '' && resource === 'namespaces';

function isGoing(namespace: KubeObject): boolean {
  return fieldsOf(fieldsOf(namespace).status).phase === 'Terminating';
}

function terminating(
  resource: GroupResource,
  name: string,
  namespace: string,
): StatusError {
  const why = `unable to create new content in namespace ${namespace} because it is being terminated`;
  const { status } = forbidden(resource, name, why);
  const cause = {
    reason: 'NamespaceTerminating',
    message: `namespace ${namespace} is being terminated`,
    field: 'metadata.namespace',
  };
  const details = { ...status.details, causes: [cause] };
  const { code, reason, message } = status;
  return statusError({ code, reason, message, details });
}
