// What `kubectl get events` shows, of both groups that serve events.
// Source: pkg/printers/internalversion/printers.go (printEvent), Kubernetes 1.33; the names
// of events.k8s.io/v1: pkg/apis/events/v1/conversion.go.
// Engine room: not told line by line. Chapter 09.

import type { KubeObject } from '#objects';
import type { Columns } from '../types.ts';
import { at, isRecord, numberAt, textAt } from '../values.ts';
import { since, timeOf } from './age.ts';
import { column, NAME, nameOf, wide } from './column.ts';

export const EVENTS: Columns = {
  definitions: [
    column('Last Seen', 'Since when it was last so.'),
    column('Type', 'Normal, or Warning.'),
    column('Reason', 'Why, in one word for programs.'),
    column('Object', 'What it is about.'),
    wide('Subobject', 'Which part of it.'),
    wide('Source', 'Who says so.'),
    column('Message', 'What happened, for people.'),
    wide('First Seen', 'Since when it was first so.'),
    wide('Count', 'How often it was so.'),
    { ...NAME, priority: 1 },
  ],
  cells: (event, now) => {
    const about = oneOf(event, 'involvedObject', 'regarding');
    return [
      lastSeen(event, now),
      textAt(event, 'type'),
      textAt(event, 'reason'),
      objectText(about),
      textAt(about, 'fieldPath'),
      sourceText(event),
      (textAt(event, 'message') || textAt(event, 'note')).trim(),
      firstSeen(event, now),
      countOf(event),
      nameOf(event),
    ];
  },
};

/** A field that has another name in the newer group. */
const oneOf = (event: KubeObject, name: string, newer: string): unknown =>
  at(event, name) ?? at(event, newer);

function firstSeen(event: KubeObject, now: number): string {
  const first = oneOf(event, 'firstTimestamp', 'deprecatedFirstTimestamp');
  const hasFirst = timeOf(first) !== undefined;
  return since(hasFirst ? first : at(event, 'eventTime'), now);
}

function lastSeen(event: KubeObject, now: number): string {
  const series = at(event, 'series');
  if (isRecord(series)) return since(at(series, 'lastObservedTime'), now);
  const last = oneOf(event, 'lastTimestamp', 'deprecatedLastTimestamp');
  const hasLast = timeOf(last) !== undefined;
  return hasLast ? since(last, now) : firstSeen(event, now);
}

function countOf(event: KubeObject): number {
  const series = at(event, 'series');
  if (isRecord(series)) return numberAt(series, 'count');
  return numberAt(event, 'count') || numberAt(event, 'deprecatedCount') || 1;
}

function objectText(about: unknown): string {
  const kind = textAt(about, 'kind').toLowerCase();
  const name = textAt(about, 'name');
  return name === '' ? kind : `${kind}/${name}`;
}

function sourceText(event: KubeObject): string {
  const source = oneOf(event, 'source', 'deprecatedSource');
  const reporting =
    textAt(event, 'reportingComponent') || textAt(event, 'reportingController');
  const component = textAt(source, 'component') || reporting;
  const instance = textAt(source, 'host') || textAt(event, 'reportingInstance');
  return instance === '' ? component : `${component}, ${instance}`;
}
