// Fields of the group events: name, number, type, patch. Source: the tags of
// k8s.io/api events/v1/types.go, v0.36.3. How a line is read: messages.ts.
// Engine room: not told line by line. Chapter 09.

export const EVENTS: string = `
Event: metadata 1 meta.v1.ObjectMeta!, eventTime 2 MicroTime!, series 3
  EventSeries?, reportingController 4 string, reportingInstance 5 string, action 6
  string, reason 7 string, regarding 8 core.v1.ObjectReference, related 9
  core.v1.ObjectReference?, note 10 string, type 11 string, deprecatedSource 12
  core.v1.EventSource, deprecatedFirstTimestamp 13 Time, deprecatedLastTimestamp
  14 Time, deprecatedCount 15 int
EventSeries: count 1 int!, lastObservedTime 2 MicroTime!
`;
