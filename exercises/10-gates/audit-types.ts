// What an event of the audit log looks like: apiserver, pkg/apis/audit/v1/types.go in 1.36.
// Chapter 10.
// Engine room: not told line by line.

import type { UserInfo } from '#apiserver';

/** How much of a request is written down; each says all that those before it say. */
export type Level = 'None' | 'Metadata' | 'Request' | 'RequestResponse';

export type Stage = 'RequestReceived' | 'ResponseStarted' | 'ResponseComplete';

export interface AuditEvent {
  readonly kind: 'Event';
  readonly apiVersion: 'audit.k8s.io/v1';
  readonly level: Level;
  readonly auditID: string;
  readonly stage: Stage;
  readonly requestURI: string;
  readonly verb: string;
  readonly user: AuditUser;
  readonly impersonatedUser?: AuditUser;
  readonly sourceIPs?: readonly string[];
  readonly userAgent?: string;
  readonly objectRef?: AuditRef;
  readonly responseStatus?: AuditStatus;
  readonly requestObject?: unknown;
  readonly responseObject?: unknown;
  readonly requestReceivedTimestamp: string;
  readonly stageTimestamp: string;
  readonly annotations?: Readonly<Record<string, string>>;
}

export type AuditUser = Omit<UserInfo, 'name'> & { readonly username: string };

export interface AuditRef {
  readonly resource: string;
  readonly namespace?: string;
  readonly name?: string;
  readonly uid?: string;
  readonly apiGroup?: string;
  readonly apiVersion?: string;
  readonly resourceVersion?: string;
  readonly subresource?: string;
}

export interface AuditStatus {
  readonly metadata: Readonly<Record<string, never>>;
  readonly status?: string;
  readonly message?: string;
  readonly reason?: string;
  readonly code: number;
}
