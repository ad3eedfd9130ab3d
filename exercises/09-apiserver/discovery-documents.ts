// The documents of discovery, made of the table of resources. The shapes are those of
// apimachinery's meta/v1 (APIGroupList, APIResourceList) and of apidiscovery.k8s.io.
// Engine room: not told line by line. Chapter 09.

import type { Resource, Subresource } from './types.ts';

export interface GroupVersionRows {
  readonly version: string;
  readonly rows: readonly Resource[];
}

export interface Group {
  readonly name: string;
  /** The one that clients take first stands first. */
  readonly versions: readonly GroupVersionRows[];
}

/** The groups of a table, in its order. */
export function groupsOf(resources: readonly Resource[]): readonly Group[] {
  const groups = new Map<string, Map<string, Resource[]>>();
  for (const row of resources) {
    const versions = groups.get(row.group) ?? new Map<string, Resource[]>();
    groups.set(row.group, versions);
    const rows = versions.get(row.version) ?? [];
    versions.set(row.version, rows);
    rows.push(row);
  }
  return [...groups].map(([name, versions]) => ({
    name,
    versions: [...versions].map(([version, rows]) => ({ version, rows })),
  }));
}

export function versionList({ versions }: Group): object {
  return {
    kind: 'APIVersions',
    versions: versions.map(({ version }) => version),
    // Which address to use from which network: the one that was used.
    serverAddressByClientCIDRs: [],
  };
}

export function groupList(groups: readonly Group[]): object {
  return {
    kind: 'APIGroupList',
    apiVersion: 'v1',
    groups: groups.map(groupFields),
  };
}

export function groupDocument(group: Group): object {
  return { kind: 'APIGroup', apiVersion: 'v1', ...groupFields(group) };
}

function groupFields({ name, versions }: Group): object {
  const named = versions.map(({ version }) => ({
    groupVersion: `${name}/${version}`,
    version,
  }));
  return { name, versions: named, preferredVersion: named[0] };
}

export function resourceList(
  group: string,
  { version, rows }: GroupVersionRows,
): object {
  return {
    kind: 'APIResourceList',
    apiVersion: 'v1',
    groupVersion: group === '' ? version : `${group}/${version}`,
    resources: rows.flatMap((row) => [
      plainRow(row),
      ...(row.subresources ?? []).map((part) => plainPart(row, part)),
    ]),
  };
}

function plainRow(row: Resource): object {
  const { resource, singular, namespaced, kind, verbs } = row;
  return {
    ...{ name: resource, singularName: singular, namespaced, kind, verbs },
    ...named(row),
  };
}

function plainPart(row: Resource, part: Subresource): object {
  const name = `${row.resource}/${part.name}`;
  const { kind, ...elsewhere } = kindOfPart(row, part);
  const { namespaced } = row;
  return {
    ...{ name, singularName: '', namespaced, ...elsewhere, kind },
    verbs: part.verbs,
  };
}

export function aggregatedList(groups: readonly Group[], version: string): object {
  return {
    kind: 'APIGroupDiscoveryList',
    apiVersion: `apidiscovery.k8s.io/${version}`,
    metadata: {},
    items: groups.map(({ name, versions }) => ({
      metadata: { name },
      versions: versions.map(({ version: served, rows }) => ({
        version: served,
        resources: rows.map(aggregatedRow),
        freshness: 'Current',
      })),
    })),
  };
}

function aggregatedRow(row: Resource): object {
  const { resource, kind, namespaced, singular, verbs, subresources } = row;
  const parts = subresources?.map((part) => ({
    subresource: part.name,
    responseKind: { ...OWN, ...kindOfPart(row, part) },
    verbs: part.verbs,
  }));
  return {
    ...{ resource, responseKind: { ...OWN, kind } },
    scope: namespaced ? 'Namespaced' : 'Cluster',
    ...{ singularResource: singular, verbs, ...named(row) },
    ...(parts === undefined ? {} : { subresources: parts }),
  };
}

/** An empty group and version stand for those of the list. */
const OWN = { group: '', version: '' };

function named({ shortNames, categories }: Resource): object {
  return {
    ...(shortNames === undefined ? {} : { shortNames }),
    ...(categories === undefined ? {} : { categories }),
  };
}

interface PartKind {
  readonly group?: string;
  readonly version?: string;
  readonly kind: string;
}

/** With the group and version only where they are not those of the row. */
function kindOfPart(row: Resource, { kind }: Subresource): PartKind {
  if (kind === undefined) return { kind: row.kind };
  const isOwn = kind.group === row.group && kind.version === row.version;
  return isOwn ? { kind: kind.kind } : kind;
}
