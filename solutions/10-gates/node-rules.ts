// What every node may do. kubernetes: plugin/pkg/auth/authorizer/rbac/bootstrappolicy/policy.go
// (NodeRules), as of 1.33. Chapter 10.
// Engine room: not told line by line.

import { ruleOf } from './short-rules.ts';
import type { PolicyRule } from './types.ts';

const READ = 'get,list,watch';
const AUTHN = 'authentication.k8s.io';
const AUTHZ = 'authorization.k8s.io';
const CERTIFICATES = 'certificates.k8s.io';
const STORAGE = 'storage.k8s.io';
const COORDINATION = 'coordination.k8s.io';
const TOKEN_REVIEW = `create | ${AUTHN} | tokenreviews`;

export const NODE: readonly string[] = [
  TOKEN_REVIEW,
  `create | ${AUTHZ} | localsubjectaccessreviews,subjectaccessreviews`,
  `${READ} | - | services`,
  `create,${READ} | - | nodes`,
  'patch,update | - | nodes/status',
  'patch,update | - | nodes',
  'create,patch,update | -,events.k8s.io | events',
  `${READ} | - | pods`,
  'create,delete | - | pods',
  'patch,update | - | pods/status',
  'create | - | pods/eviction',
  `${READ} | - | configmaps,secrets`,
  'get | - | persistentvolumeclaims,persistentvolumes',
  'get | - | endpoints',
  `create,${READ} | ${CERTIFICATES} | certificatesigningrequests`,
  `create,delete,get,patch,update | ${COORDINATION} | leases`,
  `get | ${STORAGE} | volumeattachments`,
  'create | - | serviceaccounts/token',
  'get,patch,update | - | persistentvolumeclaims/status',
  `${READ} | ${STORAGE} | csidrivers`,
  `create,delete,get,patch,update | ${STORAGE} | csinodes`,
  `${READ} | node.k8s.io | runtimeclasses`,
];

/** What the node authorizer allows where it has no rule of its own. */
export const NODE_RULES: readonly PolicyRule[] = NODE.map(ruleOf);
