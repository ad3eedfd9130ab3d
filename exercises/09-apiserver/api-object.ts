// What the server itself reads of an object: what all kinds have.
// Engine room: not told line by line. Chapter 09.

import type { KubeObject, ObjectMeta } from '#objects';

/** What the server itself reads of an object. */
export interface ApiObject extends KubeObject {
  readonly metadata: ApiMeta;
  readonly spec?: unknown;
  readonly status?: unknown;
}

export interface ApiMeta extends ObjectMeta {
  /** When it is, or was, to be gone. An object that has one is being deleted. */
  readonly deletionTimestamp?: string;
  readonly deletionGracePeriodSeconds?: number;
  readonly managedFields?: readonly unknown[];
}
