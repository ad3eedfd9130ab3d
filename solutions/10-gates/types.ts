// What the gates speak of: who asks, what a rule allows, and the objects in which rules are
// written down. Chapter 10.

import type { RequestInfo, UserInfo } from '#apiserver';
import type { KubeObject, LabelSelector } from '#objects';

//#region rule
/** Permissions. A rule only ever gives; there's none that takes away. */
export interface PolicyRule {
  /** get, list, create … or `*`. */
  readonly verbs: readonly string[];
  /** '' is the core group, `*` is every group. */
  readonly apiGroups?: readonly string[];
  /** pods, pods/log, `*` + /scale, or `*`. */
  readonly resources?: readonly string[];
  /** If it has any, only objects of these names. */
  readonly resourceNames?: readonly string[];
  /** Paths that are no resources: /healthz, /api/`*`. */
  readonly nonResourceURLs?: readonly string[];
}
//#endregion

//#region role
/** Rules with a name: a Role in one namespace, a ClusterRole for all. */
export interface Role extends KubeObject {
  readonly rules?: readonly PolicyRule[] | null;
  /** Of a ClusterRole: its rules are those of all that these select. */
  readonly aggregationRule?: {
    readonly clusterRoleSelectors?: readonly LabelSelector[];
  };
}

/** Gives a role to subjects, in its namespace; a ClusterRoleBinding everywhere. */
export interface RoleBinding extends KubeObject {
  readonly roleRef: RoleRef;
  readonly subjects?: readonly Subject[];
}

export interface RoleRef {
  readonly apiGroup: string;
  /** Role or ClusterRole. */
  readonly kind: string;
  readonly name: string;
}

export interface Subject {
  /** User, Group or ServiceAccount. */
  readonly kind: string;
  readonly name: string;
  /** Of a ServiceAccount; absent is the namespace of the binding. */
  readonly namespace?: string;
}
//#endregion

//#region authorizer
/** What an authorizer says: yes, or nothing. None of ours says no. */
export interface Decision {
  readonly allowed: boolean;
  /** For a person, and for the audit log. */
  readonly reason: string;
}

/** Whether the user may do what `asks` says. `query` is the request's. */
export type Authorizer = (
  user: UserInfo,
  asks: RequestInfo,
  query?: URLSearchParams,
) => Decision;
//#endregion

//#region pod
/** Amounts by what they are of: cpu, memory. Chapter 08 reads them. */
export type ResourceList = Readonly<Record<string, string>>;

export interface Container {
  readonly name: string;
  readonly resources?: {
    readonly requests?: ResourceList;
    readonly limits?: ResourceList;
  };
}

/** Of a Pod what admission looks at. All else passes as it is. */
export interface Pod extends KubeObject {
  readonly spec: {
    readonly containers: readonly Container[];
    readonly initContainers?: readonly Container[];
    readonly nodeName?: string;
  };
}
//#endregion

//#region limit-range
/** What a namespace gives to containers that say nothing, and what it refuses. */
export interface LimitRange extends KubeObject {
  readonly spec: { readonly limits: readonly LimitRangeItem[] };
}

export interface LimitRangeItem {
  /** Container, Pod or PersistentVolumeClaim. */
  readonly type: string;
  /** Limits of containers that have none. */
  readonly default?: ResourceList;
  /** Requests of containers that have none. */
  readonly defaultRequest?: ResourceList;
  readonly min?: ResourceList;
  readonly max?: ResourceList;
  readonly maxLimitRequestRatio?: ResourceList;
}
//#endregion

//#region quota
/** How much of each thing a namespace may have, and how much it has. */
export interface ResourceQuota extends KubeObject {
  readonly spec: { readonly hard: ResourceList };
  readonly status?: { readonly hard?: ResourceList; readonly used?: ResourceList };
}
//#endregion
