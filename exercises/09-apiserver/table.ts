// Objects as rows of a Table: cells that the server makes, so that a client can show kinds
// that it has never heard of. Engine room: not told line by line. Chapter 09.

import type { Item } from './item.ts';
import type { Scope } from './scope.ts';
import type { Columns } from './types.ts';

/** What every kind has: registry/rest's default table convertor. */
const DEFAULT_COLUMNS: Columns = {
  definitions: [
    {
      ...{ name: 'Name', type: 'string', format: 'name', priority: 0 },
      description:
        'Name must be unique within a namespace. Is required when creating resources, although some resources may allow a client to request the generation of an appropriate name automatically. Name is primarily intended for creation idempotence and configuration definition. Cannot be updated. More info: https://kubernetes.io/docs/concepts/overview/working-with-objects/names#names',
    },
    {
      ...{ name: 'Created At', type: 'date', format: '', priority: 0 },
      description:
        'CreationTimestamp is a timestamp representing the server time when this object was created. It is not guaranteed to be set in happens-before order across separate operations. Clients may not set this value. It is represented in RFC3339 form and is in UTC.\n\nPopulated by the system. Read-only. Null for lists. More info: https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#metadata',
    },
  ],
  cells: ({ metadata }) => [metadata.name, metadata.creationTimestamp],
};

export function tableOf(
  { columns = DEFAULT_COLUMNS }: Scope,
  bare: object,
  metadata: object,
  rows: readonly object[],
): object {
  return { ...bare, metadata, columnDefinitions: columns.definitions, rows };
}

export function rowOf(
  { columns = DEFAULT_COLUMNS, world }: Scope,
  item: Item,
  partialOf: (item: Item) => object,
  include: 'None' | 'Metadata' | 'Object',
): object {
  const cells = columns.cells(item.object, world.clock.wall());
  if (include === 'None') return { cells };
  return { cells, object: include === 'Object' ? item.object : partialOf(item) };
}
