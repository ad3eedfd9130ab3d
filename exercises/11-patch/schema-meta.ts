// What all kinds share.
// Source: applyconfigurations/internal/internal.go of client-go 0.37 (keys, what is
// owned whole); the tags patchStrategy and patchMergeKey of k8s.io/api 0.37 (the
// rest). Engine room: not told line by line. Chapter 11.

import { type Types, WHOLE } from './types.ts';

export const META: Types = {
  ObjectMeta: {
    finalizers: { keys: [], mergeKey: '' },
    ownerReferences: { of: 'OwnerReference', keys: ['uid'], mergeKey: 'uid' },
  },
  OwnerReference: WHOLE,
  LabelSelector: WHOLE,
};
