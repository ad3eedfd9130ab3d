// #objects: what the cluster talks about. Chapter 08.

export { findCondition, type NewCondition, setCondition } from './conditions.ts';
export {
  aggregate,
  bodyOf,
  type FieldError,
  type FieldErrorType,
  invalidField,
} from './field-error.ts';
export {
  type FieldTerm,
  formatFieldSelector,
  matchesFields,
  parseFieldSelector,
} from './fields.ts';
export { apiVersionOf, kindOf, parseApiVersion } from './kinds.ts';
export { matches, selectorOf } from './labels.ts';
export {
  ANNOTATIONS_MAX_BYTES,
  labelFaults,
  type MetadataRules,
  metadataFaults,
} from './metadata.ts';
export {
  dns1035LabelFaults,
  dnsLabelFaults,
  dnsSubdomainFaults,
  LABEL_MAX_BYTES,
  labelKeyFaults,
  labelValueFaults,
  SUBDOMAIN_MAX_BYTES,
} from './names.ts';
export {
  controllerOf,
  controllerReference,
  isControlledBy,
  ownerFaults,
} from './owners.ts';
export { parseSelector } from './parse.ts';
export {
  add,
  canonical,
  compareQuantities,
  parseQuantity,
  subtract,
} from './quantity.ts';
export {
  byKey,
  requirementOf,
  SelectorError,
  selectorText,
} from './requirement.ts';
export { milliValue, wholeValue } from './rounded.ts';
export {
  alreadyExists,
  applyConflict,
  badRequest,
  conflict,
  expired,
  forbidden,
  generateNameConflict,
  groupResourceText,
  internalError,
  invalid,
  methodNotAllowed,
  notAcceptable,
  notFound,
  requestEntityTooLarge,
  type Status,
  type StatusCause,
  type StatusDetails,
  StatusError,
  serverTimeout,
  serviceUnavailable,
  statusError,
  timedOut,
  tooManyRequests,
  unauthorized,
  unsupportedMediaType,
} from './status.ts';
export { millisOf, rfc3339 } from './time.ts';
export type * from './types.ts';
