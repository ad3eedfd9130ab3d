// The kinds that the gates look up, and the webhooks that a cluster may have. Chapter 10.
// Engine room: not told line by line.

import type { KubeObject, LabelSelector } from '#objects';
import type { LimitRange, Pod, ResourceQuota, Role, RoleBinding } from './types.ts';

/** The kinds that the gates look up, by their resource. */
export interface Kinds {
  readonly clusterrolebindings: RoleBinding;
  readonly clusterroles: Role;
  readonly limitranges: LimitRange;
  readonly mutatingwebhookconfigurations: WebhookConfiguration;
  readonly namespaces: KubeObject;
  readonly nodes: KubeObject;
  readonly pods: Pod;
  readonly priorityclasses: KubeObject;
  readonly resourcequotas: ResourceQuota;
  readonly rolebindings: RoleBinding;
  readonly roles: Role;
  readonly serviceaccounts: KubeObject;
  readonly validatingwebhookconfigurations: WebhookConfiguration;
}

export interface WebhookConfiguration extends KubeObject {
  readonly webhooks?: readonly Webhook[];
}

export interface Webhook {
  readonly name: string;
  readonly clientConfig: {
    readonly url?: string;
    readonly service?: {
      readonly namespace: string;
      readonly name: string;
      readonly path?: string;
      readonly port?: number;
    };
    readonly caBundle?: string;
  };
  readonly rules?: readonly {
    readonly operations: readonly string[];
    readonly apiGroups: readonly string[];
    readonly apiVersions: readonly string[];
    readonly resources: readonly string[];
    readonly scope?: string;
  }[];
  readonly failurePolicy?: 'Fail' | 'Ignore';
  readonly reinvocationPolicy?: 'Never' | 'IfNeeded';
  readonly sideEffects?: string;
  readonly timeoutSeconds?: number;
  readonly namespaceSelector?: LabelSelector;
  readonly objectSelector?: LabelSelector;
}
