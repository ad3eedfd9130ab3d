// Fields of the group coordination: name, number, type, patch. Source: the tags of
// k8s.io/api coordination/v1/types.go, v0.36.3. How a line is read: messages.ts.
// Engine room: not told line by line. Chapter 09.

export const COORDINATION: string = `
Lease: metadata 1 meta.v1.ObjectMeta, spec 2 LeaseSpec
LeaseSpec: holderIdentity 1 string?, leaseDurationSeconds 2 int?, acquireTime 3
  MicroTime?, renewTime 4 MicroTime?, leaseTransitions 5 int?, strategy 6 string?,
  preferredHolder 7 string?
`;
