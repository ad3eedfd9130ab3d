// The options of a request, from its query or, of a deletion, from its body.
// Engine room: not told line by line. Chapter 09.

import {
  badRequest,
  type FieldError,
  type FieldTerm,
  invalid,
  invalidField,
  matches,
  matchesFields,
  parseFieldSelector,
  parseSelector,
  type Selector,
} from '#objects';
import type { ApiObject, Item, Wanted } from './item.ts';
import type { Scope } from './scope.ts';
import type { RequestContext } from './types.ts';

/** What the query says, of names said twice the first. */
export function optionsOf(query: URLSearchParams): Record<string, unknown> {
  return Object.fromEntries([...query].reverse());
}

/** @throws StatusError Invalid if dryRun is there and is not All */
export function isDryRun(query: URLSearchParams): boolean {
  const values = query.getAll('dryRun');
  const wrong = values.filter((value) => value !== 'All');
  if (wrong.length > 0)
    throw invalid({ group: 'meta.k8s.io', kind: 'Options' }, '', [
      unsupported(wrong),
    ]);
  return values.length > 0;
}

function unsupported(values: readonly string[]): FieldError {
  const detail = 'supported values: "All"';
  return { type: 'FieldValueNotSupported', field: 'dryRun', value: values, detail };
}

export function wantedBy(scope: Scope, query: URLSearchParams): Wanted {
  const labels = labelSelector(query.get('labelSelector') ?? '');
  const fields = fieldTerms(scope, query.get('fieldSelector') ?? '');
  const isAll = labels.requirements.length === 0 && fields.length === 0;
  const wants = (item: Item): boolean => {
    if (isAll) return true;
    const { object } = item;
    if (!matches(labels, object.metadata.labels ?? {})) return false;
    return fields.length === 0 || matchesFields(fields, fieldsOf(scope, object));
  };
  return Object.assign(wants, { isAll });
}

function labelSelector(text: string): Selector {
  try {
    return parseSelector(text);
  } catch (error) {
    throw badRequest(saidBy(error));
  }
}

function fieldTerms(scope: Scope, text: string): readonly FieldTerm[] {
  const terms = readFieldTerms(text);
  const known = fieldsOf(scope, { apiVersion: '', kind: '', metadata: {} });
  for (const { field } of terms)
    if (!Object.hasOwn(known, field))
      throw badRequest(`field label not supported: ${field}`);
  return terms;
}

function readFieldTerms(text: string): readonly FieldTerm[] {
  try {
    return parseFieldSelector(text);
  } catch (error) {
    throw badRequest(saidBy(error));
  }
}

export function saidBy(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The fields of an object by which it can be asked for. */
function fieldsOf(
  { strategy, row }: Scope,
  object: ApiObject,
): Readonly<Record<string, string>> {
  const { name = '', namespace = '' } = object.metadata;
  const own = row.namespaced ? { 'metadata.namespace': namespace } : {};
  return { ...strategy.selectable?.(object), 'metadata.name': name, ...own };
}

/** What a client says it knows: '' the newest, '0' anything, 'N' not before N. */
export interface ListOptions {
  readonly limit: number;
  readonly token: string;
  /** 0 if it may be any, or the newest. */
  readonly revision: number;
  readonly isExact: boolean;
  readonly hasRevision: boolean;
}

export function listOptions({ query }: RequestContext): ListOptions {
  const limit = Math.max(0, wholeNumber(query, 'limit') ?? 0);
  const token = query.get('continue') ?? '';
  const version = query.get('resourceVersion') ?? '';
  const match = query.get('resourceVersionMatch') ?? '';
  const faults = matchFaults({ version, match, token });
  if (query.has('sendInitialEvents'))
    faults.push(
      forbidden('sendInitialEvents', 'sendInitialEvents is forbidden for list'),
    );
  refuse(faults);
  if (token !== '' && version !== '' && version !== '0')
    throw badRequest(
      'specifying resource version is not allowed when using continue',
    );
  const revision = revisionOf(version);
  // Paging through an old version: what Kubernetes took it for before it had a match.
  const isPaged = match === '' && limit > 0;
  const isExact = revision > 0 && (match === 'Exact' || isPaged);
  return { limit, token, revision, isExact, hasRevision: version !== '' };
}

interface Match {
  readonly version: string;
  readonly match: string;
  readonly token: string;
}

function matchFaults({ version, match, token }: Match): FieldError[] {
  const faults: FieldError[] = [];
  if (match === '') return faults;
  const field = 'resourceVersionMatch';
  const say = (detail: string) => faults.push(forbidden(field, detail));
  if (version === '')
    say('resourceVersionMatch is forbidden unless resourceVersion is provided');
  if (token !== '')
    say('resourceVersionMatch is forbidden when continue is provided');
  if (match !== 'Exact' && match !== 'NotOlderThan') {
    const detail = 'supported values: "Exact", "NotOlderThan", ""';
    faults.push({ type: 'FieldValueNotSupported', field, value: match, detail });
  }
  if (match === 'Exact' && version === '0')
    say('resourceVersionMatch "exact" is forbidden for resourceVersion "0"');
  return faults;
}

export interface WatchOptions {
  /** Absent: from what there is now. */
  readonly after: number | undefined;
  readonly initial: boolean;
  readonly marksInitial: boolean;
  readonly bookmarks: boolean;
  readonly timeoutSeconds: number | undefined;
}

export function watchOptions({ query }: RequestContext): WatchOptions {
  const version = query.get('resourceVersion') ?? '';
  const match = query.get('resourceVersionMatch') ?? '';
  const asked = flag(query, 'sendInitialEvents');
  refuse(watchFaults(match, asked));
  const revision = revisionOf(version);
  const isNew = revision === 0;
  return {
    after: isNew ? undefined : revision,
    initial: asked ?? isNew,
    marksInitial: asked === true,
    bookmarks: flag(query, 'allowWatchBookmarks') ?? false,
    timeoutSeconds: wholeNumber(query, 'timeoutSeconds'),
  };
}

function watchFaults(match: string, asked: boolean | undefined): FieldError[] {
  const field = 'resourceVersionMatch';
  if (asked !== undefined && match !== 'NotOlderThan')
    return [
      forbidden(
        field,
        'sendInitialEvents requires setting resourceVersionMatch to NotOlderThan',
      ),
    ];
  if (asked === undefined && match !== '')
    return [
      forbidden(
        field,
        'resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided',
      ),
    ];
  return [];
}

function refuse(faults: readonly FieldError[]): void {
  if (faults.length === 0) return;
  throw invalid({ group: 'meta.k8s.io', kind: 'ListOptions' }, '', faults);
}

function forbidden(field: string, detail: string): FieldError {
  return { type: 'FieldValueForbidden', field, detail };
}

/** @throws StatusError BadRequest if it is no whole number of at least 0 */
export function revisionOf(version: string): number {
  if (version === '') return 0;
  const revision = Number(version);
  if (/^\d+$/.test(version) && Number.isSafeInteger(revision)) return revision;
  const says = `strconv.ParseUint: parsing ${JSON.stringify(version)}: invalid syntax`;
  const { field, value } = invalidField('resourceVersion', version, says);
  throw badRequest(
    `invalid resource version: ${field}: Invalid value: ${JSON.stringify(value)}: ${says}`,
  );
}

function wholeNumber(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null || text === '') return undefined;
  if (/^-?\d{1,15}$/.test(text)) return Number(text);
  throw badRequest(`unable to decode parameter ${name}: ${JSON.stringify(text)}`);
}

/** As Go reads one: absent is no answer, anything but `false` and `0` is yes. */
function flag(query: URLSearchParams, name: string): boolean | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  return text.toLowerCase() !== 'false' && text !== '0';
}
