// What a deletion asks for: of its body, or if that is empty of its query.
// Engine room: not told line by line. Chapter 09.

import { badRequest, type FieldError, invalid } from '#objects';
import { isRecord, readBody } from './decode.ts';
import { isDryRun, optionsOf } from './query.ts';
import type { Scope } from './scope.ts';
import type { RequestContext } from './types.ts';

const POLICIES = ['Foreground', 'Background', 'Orphan'] as const;

export interface DeleteOptions {
  readonly gracePeriodSeconds: number | undefined;
  /** Absent: as the object's finalizers have it. */
  readonly propagationPolicy: (typeof POLICIES)[number] | undefined;
  readonly preconditions: {
    readonly uid?: string | undefined;
    readonly resourceVersion?: string | undefined;
  };
  readonly dryRun: boolean;
  /** As they came, for admission. */
  readonly sent: Readonly<Record<string, unknown>>;
}

/** @throws StatusError if they can't be read, or contradict one another */
export function deleteOptions(
  scope: Scope,
  context: RequestContext,
): DeleteOptions {
  const { request, query } = context;
  const body = readBody(request, scope.options.decoders ?? {});
  const sent = body === undefined ? optionsOf(query) : body;
  if (!isRecord(sent)) throw badRequest('DeleteOptions must be an object');
  const faults: FieldError[] = [];
  const propagationPolicy = policyOf(sent, faults);
  const isSentDry = isDryRun(dryRunOf(sent));
  if (faults.length > 0)
    throw invalid({ group: 'meta.k8s.io', kind: 'DeleteOptions' }, '', faults);
  const { preconditions } = sent;
  return {
    gracePeriodSeconds: secondsOf(sent.gracePeriodSeconds),
    propagationPolicy,
    preconditions: isRecord(preconditions)
      ? {
          uid: textIn(preconditions, 'uid'),
          resourceVersion: textIn(preconditions, 'resourceVersion'),
        }
      : {},
    dryRun: isSentDry || isDryRun(query),
    sent,
  };
}

function policyOf(
  sent: Readonly<Record<string, unknown>>,
  faults: FieldError[],
): DeleteOptions['propagationPolicy'] {
  const { propagationPolicy: asked, orphanDependents: orphan } = sent;
  const isOld = orphan !== undefined && orphan !== null;
  if (asked === undefined || asked === null) {
    if (!isOld) return undefined;
    return String(orphan) === 'true' ? 'Orphan' : 'Background';
  }
  const field = 'propagationPolicy';
  if (isOld)
    faults.push({
      ...{ type: 'FieldValueInvalid', field, value: asked },
      detail: 'orphanDependents and deletionPropagation cannot be both set',
    });
  const policy = POLICIES.find((one) => one === asked);
  if (policy === undefined) {
    const detail = `supported values: ${POLICIES.map((one) => `"${one}"`).join(', ')}, "nil"`;
    faults.push({ type: 'FieldValueNotSupported', field, value: asked, detail });
  }
  return policy;
}

/** Less than nothing counts as one second: it is asked for, and it is not at once. */
function secondsOf(value: unknown): number | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  const seconds = Number(value);
  if (!Number.isSafeInteger(seconds))
    throw badRequest('gracePeriodSeconds must be a whole number');
  return seconds < 0 ? 1 : seconds;
}

function dryRunOf({ dryRun }: Readonly<Record<string, unknown>>): URLSearchParams {
  const values = Array.isArray(dryRun) ? dryRun : [];
  return new URLSearchParams(
    values.map((value): [string, string] => ['dryRun', String(value)]),
  );
}

function textIn(
  record: Readonly<Record<string, unknown>>,
  name: string,
): string | undefined {
  const value = record[name];
  return typeof value === 'string' ? value : undefined;
}
