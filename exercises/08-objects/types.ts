// What every object of the cluster looks like from outside: which kind it is, and the
// metadata that all kinds share. What is in a spec is each kind's own affair. Chapter 08.

/** Which schema an object is written in. The core group's name is ''. */
export interface GroupVersionKind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

/** What stands in a URL, and in most messages: deployments of the group apps. */
export interface GroupResource {
  readonly group: string;
  readonly resource: string;
}

/** Anything that the API server stores. */
export interface KubeObject {
  /** group/version, or the version alone in the core group. */
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: ObjectMeta;
}

export interface ObjectMeta {
  readonly name?: string;
  readonly generateName?: string;
  /** Absent where the kind belongs to the cluster. */
  readonly namespace?: string;
  /** Of this object and no other, ever: a name is used again, a uid is not. */
  readonly uid?: string;
  readonly resourceVersion?: string;
  readonly generation?: number;
  readonly creationTimestamp?: string;
  readonly labels?: Labels;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly ownerReferences?: readonly OwnerReference[];
  readonly finalizers?: readonly string[];
}

/** What selectors look at. People choose them; they mean nothing to the server. */
export type Labels = Readonly<Record<string, string>>;

/** Whose an object is: it goes when they do. One at most is its controller. */
export interface OwnerReference {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly uid: string;
  readonly controller?: boolean;
  readonly blockOwnerDeletion?: boolean;
}

/** As Kubernetes' package selection names them. `!` is for an absent key. */
export type Operator =
  | 'exists'
  | '!'
  | '='
  | '=='
  | '!='
  | 'in'
  | 'notin'
  | 'gt'
  | 'lt';

/** One condition on labels: a key, and how its value stands to these. */
export interface Requirement {
  readonly key: string;
  readonly operator: Operator;
  readonly values: readonly string[];
}

/** Matches what meets all requirements. Without any it matches everything. */
export interface Selector {
  readonly requirements: readonly Requirement[];
  /** It matches nothing at all, and no requirement could say so. */
  readonly nothing?: true;
}

/** A selector as it stands in an object: in a Deployment's spec, say. */
export interface LabelSelector {
  readonly matchLabels?: Labels;
  readonly matchExpressions?: readonly LabelSelectorRequirement[];
}

export interface LabelSelectorRequirement {
  readonly key: string;
  /** In, NotIn, Exists or DoesNotExist. */
  readonly operator: string;
  readonly values?: readonly string[];
}

/** Which family of suffixes a quantity was written with: Ki Mi, k M, or e3 e6. */
export type QuantityFormat = 'BinarySI' | 'DecimalSI' | 'DecimalExponent';

/** An amount, exactly, and how it wants to be written. */
export interface Quantity {
  /** In billionths, which is the finest there is. */
  readonly nanos: bigint;
  readonly format: QuantityFormat;
}

/** One thing that is known of an object: Available is True, since when, why. */
export interface Condition {
  readonly type: string;
  readonly status: 'True' | 'False' | 'Unknown';
  readonly observedGeneration?: number;
  /** When the status became what it is, RFC 3339. */
  readonly lastTransitionTime: string;
  readonly reason?: string;
  readonly message?: string;
}
