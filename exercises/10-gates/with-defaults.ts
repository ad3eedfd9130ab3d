// The defaults of a LimitRange for all containers of a Pod, and a note of what they were.
// kubernetes: plugin/pkg/admission/limitranger/admission.go in 1.36. Chapter 10.
// Engine room: not told line by line.

import { asPod } from './as.ts';
import { fill } from './limit-defaults.ts';
import type { Container, LimitRange, Pod } from './types.ts';

export const LIMIT_RANGER: string = 'kubernetes.io/limit-ranger';

/** The Pod with the defaults of one LimitRange, and a note of what they were. */
export function withDefaults(pod: Pod, range: LimitRange): Pod {
  const notes: string[] = [];
  const fillAll = (list: readonly Container[], what: string): Container[] =>
    list.map((one) => {
      const { container, requests, limits } = fill(one, range);
      const of = `for ${what} ${one.name}`;
      if (requests.length > 0) notes.push(`${requests.join(', ')} request ${of}`);
      if (limits.length > 0) notes.push(`${limits.join(', ')} limit ${of}`);
      return requests.length + limits.length === 0 ? one : container;
    });
  const { containers, initContainers } = pod.spec;
  const spec = {
    ...pod.spec,
    containers: fillAll(containers, 'container'),
    ...(initContainers === undefined
      ? {}
      : { initContainers: fillAll(initContainers, 'init container') }),
  };
  if (notes.length === 0) return pod;
  const note = `LimitRanger plugin set: ${notes.join('; ')}`;
  const annotations = { ...pod.metadata.annotations, [LIMIT_RANGER]: note };
  return asPod({ ...pod, ...{ spec }, metadata: { ...pod.metadata, annotations } });
}
