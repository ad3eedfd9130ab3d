// Fields of the group scheduling: name, number, type, patch. Source: the tags of
// k8s.io/api scheduling/v1/types.go, v0.36.3. How a line is read: messages.ts.
// Engine room: not told line by line. Chapter 09.

export const SCHEDULING: string = `
PriorityClass: metadata 1 meta.v1.ObjectMeta, value 2 int!, globalDefault 3 bool,
  description 4 string, preemptionPolicy 5 string?
`;
