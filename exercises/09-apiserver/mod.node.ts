// #apiserver/node: the API server on a socket of this machine.
// Engine room: not told line by line. Chapter 09.

export { certificatesIn, makeCertificates } from './certificates.node.ts';
export { type Served, type ServeOptions, serve } from './http.node.ts';
export type { Certificates, KeyPair } from './sign-certificates.node.ts';
