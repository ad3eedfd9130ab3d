// Fields of the group certificates: name, number, type, patch. Source: the tags of
// k8s.io/api certificates/v1/types.go, v0.36.3. How a line is read: messages.ts.
// Engine room: not told line by line. Chapter 09.

export const CERTIFICATES: string = `
CertificateSigningRequest: metadata 1 meta.v1.ObjectMeta, spec 2
  CertificateSigningRequestSpec!, status 3 CertificateSigningRequestStatus
CertificateSigningRequestCondition: type 1 string!, reason 2 string, message 3
  string, lastUpdateTime 4 Time, lastTransitionTime 5 Time, status 6 string!
CertificateSigningRequestSpec: request 1 bytes!, username 2 string, uid 3 string,
  groups 4 string[], usages 5 string[], extra 6 {Items}, signerName 7 string!,
  expirationSeconds 8 int?
CertificateSigningRequestStatus: conditions 1
  CertificateSigningRequestCondition[], certificate 2 bytes
`;
