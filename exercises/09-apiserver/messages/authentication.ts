// Fields of the group authentication: name, number, type, patch. Source: the tags of
// k8s.io/api authentication/v1/types.go, v0.36.3. How a line is read: messages.ts.
// Engine room: not told line by line. Chapter 09.

export const AUTHENTICATION: string = `
BoundObjectReference: kind 1 string, apiVersion 2 string, name 3 string, uid 4
  string
SelfSubjectReview: metadata 1 meta.v1.ObjectMeta, status 2 SelfSubjectReviewStatus
SelfSubjectReviewStatus: userInfo 1 UserInfo
TokenRequest: metadata 1 meta.v1.ObjectMeta, spec 2 TokenRequestSpec!, status 3
  TokenRequestStatus
TokenRequestSpec: audiences 1 string[]!, boundObjectRef 3 BoundObjectReference?,
  expirationSeconds 4 long?
TokenRequestStatus: token 1 string!, expirationTimestamp 2 Time!
TokenReview: metadata 1 meta.v1.ObjectMeta, spec 2 TokenReviewSpec!, status 3
  TokenReviewStatus
TokenReviewSpec: token 1 string, audiences 2 string[]
TokenReviewStatus: authenticated 1 bool, user 2 UserInfo, error 3 string,
  audiences 4 string[]
UserInfo: username 1 string, uid 2 string, groups 3 string[], extra 4 {Items}
`;
