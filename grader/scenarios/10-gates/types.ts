// What is done with the gates in a program: plain data, all of it.

import type {
  Container,
  LimitRangeItem,
  PolicyRule,
  ResourceList,
  RoleRef,
  Subject,
} from '#gates';

/** A question, by what a rule looks at. A path of its own is no resource. */
export interface Asked {
  readonly verb: string;
  readonly group?: string;
  readonly resource?: string;
  readonly subresource?: string;
  readonly namespace?: string;
  readonly name?: string;
  readonly path?: string;
}

export interface Who {
  readonly name: string;
  readonly groups: readonly string[];
}

/** A role of a namespace, or of the cluster if it has none. */
export interface RoleOf {
  readonly name: string;
  readonly namespace?: string;
  readonly rules: readonly PolicyRule[];
}

export interface BindingOf {
  readonly name: string;
  readonly namespace?: string;
  readonly to: Pick<RoleRef, 'kind' | 'name'>;
  readonly subjects: readonly Subject[];
}

/** What stands in a cluster. */
export interface Access {
  readonly roles: readonly RoleOf[];
  readonly bindings: readonly BindingOf[];
}

/** What a plugin does with the labels of an object. */
export type Deed =
  /** Sets a label, however often. */
  | { readonly sets: string }
  /** Adds a letter to the label `log`, each time anew. */
  | { readonly adds: string }
  /** Sets `to` to what `from` is, if it is anything. */
  | { readonly copies: string; readonly to: string }
  | { readonly drops: string }
  /** Hands back another object that is the same. */
  | { readonly repeats: true }
  | { readonly refuses: string };

export interface PluginOf {
  readonly name: string;
  /** Absent: the server's own. */
  readonly reinvocation?: 'IfNeeded' | 'Never';
  readonly admit?: Deed;
  /** After so many turns of the queue it answers. */
  readonly after?: number;
  /** Whether it looks at the object too; a label that it refuses. */
  readonly looks?: { readonly refuses?: string };
}

export interface QuotaOf {
  readonly name: string;
  readonly hard: ResourceList;
  readonly used?: ResourceList;
  /** What its spec says, if its status doesn't say the same yet. */
  readonly spec?: ResourceList;
}

/** An object that a quota may count, and how it is written. */
export interface Counted {
  readonly operation: 'CREATE' | 'UPDATE' | 'DELETE';
  /** pods if absent. */
  readonly resource?: string;
  readonly subresource?: string;
  readonly object?: object;
  readonly was?: object;
}

export type Op =
  | { readonly rule: PolicyRule; readonly asks: readonly Asked[] }
  | {
      readonly access: Access;
      readonly who: Who;
      readonly asks: readonly Asked[];
      /** What the cluster has when all is asked once more. */
      readonly later?: Access;
    }
  /** Requests, by what they say of who sends them, and tables of tokens. */
  | {
      readonly requests: readonly {
        readonly user?: Who;
        readonly authorization?: string;
      }[];
      readonly tables: readonly Readonly<Record<string, Who>>[];
    }
  | {
      readonly certificate: {
        readonly CN?: string;
        readonly O?: string | readonly string[];
        readonly UID?: string;
      };
    }
  /** What authorizers say, one after the other, to who comes to the door. */
  | {
      readonly door: readonly {
        readonly allowed: boolean;
        readonly reason: string;
      }[];
      readonly who: Who;
    }
  /** How much of what a quota may limit each of these adds. */
  | { readonly counts: readonly Counted[] }
  | { readonly held: readonly PolicyRule[]; readonly given: readonly PolicyRule[] }
  | {
      readonly access: Access;
      readonly who: Who;
      readonly writes: RoleOf | BindingOf;
      /** What it was: an update. */
      readonly was?: RoleOf;
    }
  | {
      readonly chain: readonly PluginOf[];
      readonly labels: Readonly<Record<string, string>>;
      /** Another object, which goes through the same chain meanwhile. */
      readonly beside?: Readonly<Record<string, string>>;
    }
  | {
      readonly pod: readonly Container[];
      readonly init?: readonly Container[];
      readonly ranges: readonly (readonly LimitRangeItem[])[];
    }
  | { readonly quotas: readonly QuotaOf[]; readonly amounts: ResourceList }
  | {
      readonly quotas: readonly QuotaOf[];
      readonly cpu: string;
      /** What others take of which quota, just before our first writes. */
      readonly others: readonly (ResourceList & { readonly quota: string })[];
      readonly dryRun?: boolean;
      /** A second Pod, through the same gate, after others have written this. */
      readonly again?: {
        readonly cpu: string;
        readonly others: readonly (ResourceList & { readonly quota: string })[];
      };
    };

export type Program = readonly Op[];
