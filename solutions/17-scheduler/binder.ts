// DefaultBinder: tells the API server which node it is. Kubernetes:
// plugins/defaultbinder. Chapter 17. Engine room: not told line by line.

import { keyOf, type ResourceClient } from '#client';
import { type KubeObject, StatusError } from '#objects';
import type { Millis } from '#world';
import type { Pod } from './objects.ts';
import type { Handle, Plugin, PluginFactory } from './types.ts';

/** A pod, and the node that it shall have. */
export interface Binding extends KubeObject {
  readonly target: {
    readonly apiVersion?: string;
    readonly kind?: string;
    readonly name: string;
  };
}

/** If nobody answered it is asked what became of it: so often, and after so long. */
const ASK_TRIES = 30;
const ASK_AFTER_MS: Millis = 1_000;

const core = (resource: string) => ({
  ...{ group: '', version: 'v1', resource, namespaced: true },
});

export const defaultBinder: PluginFactory = (_args, handle): Plugin => ({
  name: 'DefaultBinder',
  bind: async (_state, pod, node) => {
    try {
      await bindingsOf(pod, handle).create(bindingOf(pod, node));
    } catch (error) {
      const isRefused = error instanceof StatusError && error.status.code < 500;
      if (isRefused || (await nodeNow(pod, handle)) !== node) throw error;
    }
    return undefined;
  },
});

/** Where the bindings of one pod are sent to. Nobody can read them again. */
function bindingsOf(
  { metadata }: Pod,
  { client }: Handle,
): ResourceClient<Binding> {
  if (client === undefined)
    throw new Error('DefaultBinder: there is no API server to tell');
  const name = encodeURIComponent(metadata.name ?? '');
  return client.resource(core(`pods/${name}/binding`));
}

function bindingOf({ metadata }: Pod, node: string): Binding {
  const { namespace = '', name = '', uid } = metadata;
  return {
    ...{ apiVersion: 'v1', kind: 'Binding' },
    metadata: { namespace, name, ...(uid === undefined ? {} : { uid }) },
    target: { apiVersion: 'v1', kind: 'Node', name: node },
  };
}

/**
 * The node that the pod has by now. As long as that is not known its share stays taken:
 * given to another pod, a node could be promised twice.
 */
async function nodeNow(pod: Pod, handle: Handle): Promise<string | undefined> {
  for (let tries = 0; tries < ASK_TRIES; tries++)
    try {
      const now = await handle.client?.resource<Pod>(core('pods')).get(keyOf(pod));
      const isSame = now?.metadata.uid === pod.metadata.uid;
      return isSame ? now?.spec.nodeName : undefined;
    } catch (error) {
      if (error instanceof StatusError && error.status.code < 500) return undefined;
      await handle.world.clock.sleep(ASK_AFTER_MS);
    }
  return undefined;
}
