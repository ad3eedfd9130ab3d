// How a controller changes a part of a pod's status. Kubernetes: pkg/util/pod.
// Chapter 23. Engine room: not told line by line.

import type { PatchOptions } from '#client';

/** Conditions are merged by their type. */
export const STATUS_PATCH: PatchOptions = {
  subresource: 'status',
  contentType: 'application/strategic-merge-patch+json',
};
