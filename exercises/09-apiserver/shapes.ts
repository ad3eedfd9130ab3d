// The shapes in which objects are sent: as they are, as rows of a Table, or as their
// metadata alone. What is sent as it is was written once for all who are sent it.
// Engine room: not told line by line. Chapter 09.

import { apiVersionOf, badRequest, notAcceptable } from '#objects';
import type { Revision } from '#store';
import { mediaRanges, takes } from './accept.ts';
import type { Item } from './item.ts';
import { joined } from './kept-list.ts';
import type { Page } from './list.ts';
import type { Body } from './respond.ts';
import type { Scope } from './scope.ts';
import { rowOf, tableOf } from './table.ts';
import type { CacheEvent, Told } from './told.ts';
import type { RequestContext } from './types.ts';

const encoder = new TextEncoder();
const META = 'meta.k8s.io';

export interface Shape {
  one(item: Item): Uint8Array | string;
  list(page: Page): Body;
  line(type: string, item: Item): Uint8Array | string;
  /** The same, written once for all clients with this shape. */
  eventLine(event: CacheEvent, told: Told): Uint8Array | string;
  bookmark(revision: Revision, annotations?: object): string;
}

/** The first that the client names and we have. @throws StatusError NotAcceptable */
export function shapeOf(scope: Scope, { request, query }: RequestContext): Shape {
  for (const range of mediaRanges(request.headers?.accept)) {
    if (!takes(range, 'application/json')) continue;
    const { as = '', g, v = '' } = range.parameters;
    if (as === '') return plain(scope);
    if (g !== META || (v !== 'v1' && v !== 'v1beta1')) continue;
    const apiVersion = `${META}/${v}`;
    if (as === 'Table') return table(scope, apiVersion, includeOf(query));
    if (as === 'PartialObjectMetadata' || as === 'PartialObjectMetadataList')
      return partial(apiVersion);
  }
  throw notAcceptable(
    'only the following media types are accepted: application/json',
  );
}

function plain(scope: Scope): Shape {
  const { row } = scope;
  const apiVersion = apiVersionOf(row);
  const line = (type: string, item: Item): Uint8Array =>
    joined([encoder.encode(`{"type":"${type}","object":`), item.bytes, LINE_END]);
  return {
    one: (item) => item.bytes,
    list: (page) => {
      const head = { kind: `${row.kind}List`, apiVersion, metadata: metaOf(page) };
      const open = `${JSON.stringify(head).slice(0, -1)},"items":[`;
      const items = scope.kept.partsOf(page.items);
      return [encoder.encode(open), ...items, LIST_END];
    },
    line,
    eventLine(event, { type, item }) {
      const known = event.lines.get(type);
      if (known !== undefined) return known;
      const made = line(type, item);
      event.lines.set(type, made);
      return made;
    },
    bookmark: bookmarks(row.kind, apiVersion),
  };
}

const LINE_END = encoder.encode('}\n');
const LIST_END = encoder.encode(']}');

/** What a list says of itself. */
export function metaOf({ revision, token, remaining }: Page): object {
  return {
    resourceVersion: String(revision),
    ...(token === undefined ? {} : { continue: token }),
    ...(remaining === undefined ? {} : { remainingItemCount: remaining }),
  };
}

function bookmarks(kind: string, apiVersion: string): Shape['bookmark'] {
  return (revision, annotations) => {
    const metadata = {
      resourceVersion: String(revision),
      ...(annotations === undefined ? {} : { annotations }),
    };
    return said('BOOKMARK', { kind, apiVersion, metadata });
  };
}

function said(type: string, object: object): string {
  return `${JSON.stringify({ type, object })}\n`;
}

type Include = 'None' | 'Metadata' | 'Object';

function includeOf(query: URLSearchParams): Include {
  const asked = query.get('includeObject') ?? '';
  if (asked === '' || asked === 'Metadata') return 'Metadata';
  if (asked === 'None' || asked === 'Object') return asked;
  throw badRequest(`unrecognized includeObject value: ${JSON.stringify(asked)}`);
}

function table(scope: Scope, apiVersion: string, include: Include): Shape {
  const bare = { kind: 'Table', apiVersion };
  const rows = (items: readonly Item[]) =>
    items.map((item) => rowOf(scope, item, partialOf, include));
  const whole = (metadata: object, items: readonly Item[]): object =>
    tableOf(scope, bare, metadata, rows(items));
  // The columns are said once in a stream.
  let isFirst = true;
  const line = (type: string, item: Item): string => {
    const metadata = { resourceVersion: String(item.revision) };
    const all = whole(metadata, [item]);
    const object = isFirst ? all : { ...all, columnDefinitions: null };
    isFirst = false;
    return said(type, object);
  };
  return {
    one: (item) =>
      JSON.stringify(whole({ resourceVersion: String(item.revision) }, [item])),
    list: (page) => JSON.stringify(whole(metaOf(page), page.items)),
    line,
    eventLine: (_, { type, item }) => line(type, item),
    bookmark: (revision, annotations) => {
      const metadata = {
        resourceVersion: String(revision),
        ...(annotations === undefined ? {} : { annotations }),
      };
      const marker = { kind: scope.row.kind, apiVersion: apiVersionOf(scope.row) };
      const rows = [{ cells: [], object: { ...marker, metadata } }];
      return said('BOOKMARK', tableOf(scope, bare, metadata, rows));
    },
  };

  function partialOf(item: Item): object {
    return metadataOf(item, apiVersion);
  }
}

function metadataOf({ object }: Item, apiVersion: string): object {
  return { kind: 'PartialObjectMetadata', apiVersion, metadata: object.metadata };
}

function partial(apiVersion: string): Shape {
  const line = (type: string, item: Item): string =>
    said(type, metadataOf(item, apiVersion));
  return {
    one: (item) => JSON.stringify(metadataOf(item, apiVersion)),
    list: (page) =>
      JSON.stringify({
        ...{
          kind: 'PartialObjectMetadataList',
          apiVersion,
          metadata: metaOf(page),
        },
        items: page.items.map((item) => metadataOf(item, apiVersion)),
      }),
    line,
    eventLine: (_, { type, item }) => line(type, item),
    bookmark: bookmarks('PartialObjectMetadata', apiVersion),
  };
}
