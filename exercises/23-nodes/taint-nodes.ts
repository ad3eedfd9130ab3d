// A node is born with a taint, so that nothing is scheduled onto it before somebody has
// looked whether it is ready. Kubernetes: plugin/pkg/admission/nodetaint. Chapter 23.
// Engine room: not told line by line.

import type { AdmissionPlugin } from '#apiserver';
import { NOT_READY } from './no-execute.ts';
import type { Node } from './objects.ts';

/** The admission plugin TaintNodesAtCreation: not-ready:NoSchedule for each new node. */
export const taintNodesAtCreation: AdmissionPlugin = {
  name: 'TaintNodesAtCreation',
  admit({ operation, resource, subresource, object }) {
    if (object === undefined) throw new TypeError('admit wants an object');
    const isNode = resource.group === '' && resource.resource === 'nodes';
    if (operation !== 'CREATE' || !isNode || subresource !== '') return object;
    const { spec = {} }: Partial<Node> = object;
    const { taints = [] } = spec;
    const has = taints.some(
      ({ key, effect }) => key === NOT_READY && effect === 'NoSchedule',
    );
    if (has) return object;
    const added = [...taints, { key: NOT_READY, effect: 'NoSchedule' }];
    return { ...object, spec: { ...spec, taints: added } };
  },
};
