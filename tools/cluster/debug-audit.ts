// Who asked whom for what: the audit log of a cluster that is watched, in memory, under
// /debug/audit?since=N.

import type { PathHandler } from '#apiserver';
import type { AuditEvent, AuditOptions } from '#gates';
import { badRequest } from '#objects';

/** The newest are kept, so that a cluster may run for days. */
const KEPT_EVENTS = 10_000;

/** Everything, but no bodies: what lies in a Secret would lie in the log too. */
const POLICY: AuditOptions['policy'] = { rules: [{ level: 'Metadata' }] };

export interface AuditLog {
  readonly audit: Omit<AuditOptions, 'world'>;
  readonly paths: Readonly<Record<string, PathHandler>>;
}

export function createAuditLog(): AuditLog {
  const events: AuditEvent[] = [];
  /** How many have been left out at the beginning. */
  let forgotten = 0;
  const sink = (event: AuditEvent): void => {
    events.push(event);
    if (events.length < 2 * KEPT_EVENTS) return;
    forgotten += events.splice(0, KEPT_EVENTS).length;
  };
  const read: PathHandler = async ({ query }) => {
    const since = sinceOf(query.get('since') ?? '0');
    const items = events.slice(Math.max(since - forgotten, 0));
    const resourceVersion = String(forgotten + events.length);
    return {
      code: 200,
      headers: { 'content-type': 'application/json' },
      body: `${JSON.stringify({
        ...{ kind: 'EventList', apiVersion: 'audit.k8s.io/v1' },
        ...{ metadata: { resourceVersion }, items },
      })}\n`,
    };
  };
  return { audit: { policy: POLICY, sink }, paths: { '/debug/audit': read } };
}

/** @throws StatusError BadRequest if it is no number */
function sinceOf(text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw badRequest(`since: expected the number of an event, found "${text}"`);
}
