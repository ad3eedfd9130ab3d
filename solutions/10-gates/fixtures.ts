// A copy of a cluster, and writes to it, for tests. Chapter 10.
// Engine room: not told line by line.

import type { Attributes, RequestInfo, UserInfo } from '#apiserver';
import { RESOURCES } from '#apiserver/kubernetes';
import type { KubeObject } from '#objects';
import type { GatePlugin } from './chain.ts';
import type { Kinds } from './kinds.ts';
import type { Reader } from './reader.ts';

/** What a test says of an object; what it doesn't say is filled in. */
export interface Said {
  readonly [field: string]: unknown;
  readonly metadata?: {
    readonly name?: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
    readonly ownerReferences?: readonly unknown[];
  };
}

export function objectOf(said: Said): KubeObject {
  const metadata = { ...said.metadata } as KubeObject['metadata'];
  return { apiVersion: 'v1', kind: 'Some', ...said, metadata };
}

/** Holds what it's given, sorted by name as a reader has it. */
export function readerOf(
  lists: Partial<Record<keyof Kinds, readonly Said[]>>,
): Reader {
  const all = (resource: keyof Kinds, namespace: string): readonly KubeObject[] =>
    (lists[resource] ?? [])
      .map(objectOf)
      .filter(({ metadata }) => (metadata.namespace ?? '') === namespace)
      .sort((a, b) => ((a.metadata.name ?? '') < (b.metadata.name ?? '') ? -1 : 1));
  return {
    get: (resource, namespace, name) =>
      all(resource, namespace).find((one) => one.metadata.name === name) as
        | Kinds[typeof resource]
        | undefined,
    list: (resource, namespace) =>
      all(resource, namespace) as unknown as readonly Kinds[typeof resource][],
  };
}

export interface Written {
  readonly operation?: Attributes['operation'];
  /** `pods`, or `pods/status`. */
  readonly resource: string;
  readonly namespace?: string;
  readonly object?: Said;
  readonly oldObject?: Said;
  readonly user?: UserInfo;
  readonly dryRun?: boolean;
  readonly warn?: (text: string) => void;
}

/** A write as the plugins see it; what is written has its name in its body. */
export function attributesOf(written: Written): Attributes {
  const { operation = 'CREATE', resource: whole, object, oldObject } = written;
  const [plural = '', subresource = ''] = whole.split('/');
  const resource = RESOURCES.find((row) => row.resource === plural);
  if (resource === undefined) throw new Error(`no resource ${plural}`);
  const { user = { name: 'bob', groups: [] }, dryRun = false } = written;
  const { metadata } = objectOf(object ?? oldObject ?? {});
  const namespace = resource.namespaced ? (written.namespace ?? 'default') : '';
  return {
    ...{ operation, resource, subresource, namespace, name: metadata.name ?? '' },
    ...(object === undefined ? {} : { object: objectOf(object) }),
    ...(oldObject === undefined ? {} : { oldObject: objectOf(oldObject) }),
    ...{ user, dryRun, options: {}, headers: {} },
    warn: written.warn ?? (() => undefined),
  };
}

/** `get pods/log NAMESPACE/NAME` as a question to an authorizer; `-` is no namespace. */
export function questionOf(text: string): RequestInfo {
  const [verb = '', what = '', where = '-/'] = text.split(' ');
  const [plural = '', subresource = ''] = what.split('/');
  const row = RESOURCES.find(({ resource }) => resource === plural);
  const [namespace = '', name = ''] = where.split('/');
  return {
    ...{ verb, path: what, isResourceRequest: row !== undefined },
    ...{ group: row?.group ?? '', version: row?.version ?? '', resource: plural },
    ...{ subresource, namespace: namespace === '-' ? '' : namespace, name },
  };
}

/** A write at one plugin, in both rounds: a delete has no object to change. */
export async function pass(
  plugin: GatePlugin,
  attributes: Attributes,
): Promise<void> {
  if (attributes.object !== undefined) await plugin.admit?.(attributes);
  await plugin.validate?.(attributes);
}

/** The words of a refusal, or undefined if there's none. */
export async function refusalOf(work: () => unknown): Promise<string | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
