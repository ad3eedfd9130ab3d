// The third gate: many plugins as one. Those that change an object run before those that
// look at it, and a webhook that changed it makes them run once more. Chapter 10.

import { NotWritten } from '#world';
import type { AdmissionPlugin, Attributes } from '#apiserver';
import type { KubeObject } from '#objects';
import { isSameJson } from './json.ts';

export interface GatePlugin extends AdmissionPlugin {
  /**
   * Present: somebody else's code, asked over the network. IfNeeded wants to see an
   * object again that others have changed since; Never sees an object once.
   */
  readonly reinvocation?: 'IfNeeded' | 'Never';
}

/** All plugins as one, in their order. */
export function createChain(plugins: readonly GatePlugin[]): AdmissionPlugin {
  return {
    name: 'chain',
    admit: (attributes) => admitAll(plugins, attributes),
    async validate(attributes) {
      for (const plugin of plugins) await plugin.validate?.(attributes);
    },
  };
}

async function admitAll(
  plugins: readonly GatePlugin[],
  attributes: Attributes,
): Promise<KubeObject> {
  // TODO 10.5: let each plugin change what those before it have made of the object
  throw new NotWritten('10.5');
}

/** What one plugin makes of the object; what changes nothing hands it back. */
async function admitted(
  plugin: GatePlugin,
  attributes: Attributes,
  object: KubeObject,
): Promise<KubeObject> {
  if (plugin.admit === undefined) return object;
  return plugin.admit({ ...attributes, object });
}

/** A delete has no object, and nothing to change. */
function given({ object, oldObject }: Attributes): KubeObject {
  const found = object ?? oldObject;
  if (found === undefined) throw new TypeError('admit wants an object, got none');
  return found;
}
