// Fields of the group discovery: name, number, type, patch. Source: the tags of
// k8s.io/api discovery/v1/types.go, v0.36.3. How a line is read: messages.ts.
// Engine room: not told line by line. Chapter 09.

export const DISCOVERY: string = `
Endpoint: addresses 1 string[]!, conditions 2 EndpointConditions, hostname 3
  string?, targetRef 4 core.v1.ObjectReference?, deprecatedTopology 5 {string},
  nodeName 6 string?, zone 7 string?, hints 8 EndpointHints?
EndpointConditions: ready 1 bool?, serving 2 bool?, terminating 3 bool?
EndpointHints: forZones 1 ForZone[], forNodes 2 ForNode[]
EndpointPort: name 1 string?, protocol 2 string?, port 3 int?, appProtocol 4
  string?
EndpointSlice: metadata 1 meta.v1.ObjectMeta, endpoints 2 Endpoint[]!, ports 3
  EndpointPort[]!, addressType 4 string!
ForNode: name 1 string!
ForZone: name 1 string!
`;
