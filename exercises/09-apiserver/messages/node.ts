// Fields of the group node: name, number, type, patch. Source: the tags of
// k8s.io/api node/v1/types.go, v0.36.3. How a line is read: messages.ts.
// Engine room: not told line by line. Chapter 09.

export const NODE: string = `
Overhead: podFixed 1 {Quantity}
RuntimeClass: metadata 1 meta.v1.ObjectMeta, handler 2 string!, overhead 3
  Overhead?, scheduling 4 Scheduling?
Scheduling: nodeSelector 1 {string}, tolerations 2 core.v1.Toleration[]
`;
