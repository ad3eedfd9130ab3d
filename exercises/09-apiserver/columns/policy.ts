// Who may do what, who comes first, what may be disturbed: the groups policy, rbac,
// scheduling, certificates, coordination, node, admissionregistration.
// Source: pkg/printers/internalversion/printers.go, Kubernetes 1.33.
// Engine room: not told line by line. Chapter 09.

import type { KubeObject } from '#objects';
import type { Columns } from '../types.ts';
import { at, isRecord, listAt, numberAt, textAt } from '../values.ts';
import { durationText } from './age.ts';
import {
  AGE,
  ageOf,
  column,
  intOrString,
  labelSelectorText,
  NAME,
  nameOf,
  orNone,
  orUnset,
  wide,
} from './column.ts';

export const POD_DISRUPTION_BUDGETS: Columns = {
  definitions: [
    NAME,
    column('Min Available', 'So many pods must stay.'),
    column('Max Unavailable', 'So many pods may be missing.'),
    column('Allowed Disruptions', 'So many may go now.', 'integer'),
    AGE,
  ],
  cells: (object, now) => [
    nameOf(object),
    intOrString(at(object, 'spec', 'minAvailable')) || 'N/A',
    intOrString(at(object, 'spec', 'maxUnavailable')) || 'N/A',
    numberAt(object, 'status', 'disruptionsAllowed'),
    ageOf(object, now),
  ],
};

export const PRIORITY_CLASSES: Columns = {
  definitions: [
    NAME,
    column('Value', 'The higher, the sooner.', 'integer'),
    column('Global-Default', 'Whether pods without a class are of it.', 'boolean'),
    AGE,
    column('PreemptionPolicy', 'Whether its pods push others out.'),
  ],
  cells: (object, now) => [
    nameOf(object),
    numberAt(object, 'value'),
    at(object, 'globalDefault') === true,
    ageOf(object, now),
    textAt(object, 'preemptionPolicy'),
  ],
};

export const BINDINGS: Columns = {
  definitions: [
    NAME,
    column('Role', 'What is granted.'),
    AGE,
    wide('Users', 'To which users.'),
    wide('Groups', 'To which groups.'),
    wide('ServiceAccounts', 'To which service accounts.'),
  ],
  cells: (object, now) => {
    const role = at(object, 'roleRef');
    return [
      nameOf(object),
      `${textAt(role, 'kind')}/${textAt(role, 'name')}`,
      ageOf(object, now),
      subjectsText(object, 'User'),
      subjectsText(object, 'Group'),
      subjectsText(object, 'ServiceAccount'),
    ];
  },
};

function subjectsText(object: KubeObject, kind: string): string {
  const those = listAt(object, 'subjects').filter(
    (subject) => textAt(subject, 'kind') === kind,
  );
  const texts = those.map((subject) => {
    const name = textAt(subject, 'name');
    if (kind !== 'ServiceAccount') return name;
    return `${textAt(subject, 'namespace')}/${name}`;
  });
  return texts.join(', ');
}

export const CERTIFICATE_SIGNING_REQUESTS: Columns = {
  definitions: [
    NAME,
    AGE,
    column('SignerName', 'Who should sign.'),
    column('Requestor', 'Who asks.'),
    column('RequestedDuration', 'For how long.'),
    column('Condition', 'What came of it.'),
  ],
  cells: (request, now) => [
    nameOf(request),
    ageOf(request, now),
    orNone(textAt(request, 'spec', 'signerName')),
    textAt(request, 'spec', 'username'),
    requestedDuration(at(request, 'spec', 'expirationSeconds')),
    requestCondition(request),
  ],
};

const requestedDuration = (seconds: unknown): string =>
  typeof seconds === 'number' ? durationText(seconds * 1000) : '<none>';

/** Whatever a condition's status is: that it is there counts. */
function requestCondition(request: KubeObject): string {
  const conditions = listAt(request, 'status', 'conditions');
  const types = new Set(conditions.map((one) => textAt(one, 'type')));
  const approved = types.has('Approved') ? 'Approved' : 'Pending';
  const texts = [types.has('Denied') ? 'Denied' : approved];
  if (types.has('Failed')) texts.push('Failed');
  if (textAt(request, 'status', 'certificate') !== '') texts.push('Issued');
  return texts.join(',');
}

export const LEASES: Columns = {
  definitions: [NAME, column('Holder', 'Who has it.'), AGE],
  cells: (object, now) => [
    nameOf(object),
    textAt(object, 'spec', 'holderIdentity'),
    ageOf(object, now),
  ],
};

export const RUNTIME_CLASSES: Columns = {
  definitions: [NAME, column('Handler', 'Who runs its containers.'), AGE],
  cells: (object, now) => [
    nameOf(object),
    textAt(object, 'handler'),
    ageOf(object, now),
  ],
};

export const WEBHOOKS: Columns = {
  definitions: [
    NAME,
    column('Webhooks', 'How many there are in it.', 'integer'),
    AGE,
  ],
  cells: (object, now) => [
    nameOf(object),
    listAt(object, 'webhooks').length,
    ageOf(object, now),
  ],
};

export const VALIDATING_ADMISSION_POLICIES: Columns = {
  definitions: [
    NAME,
    column('Validations', 'How many rules it has.', 'integer'),
    column('ParamKind', 'Objects of which kind say more.'),
    AGE,
  ],
  cells: (object, now) => {
    const kind = at(object, 'spec', 'paramKind');
    const text = `${textAt(kind, 'apiVersion')}/${textAt(kind, 'kind')}`;
    return [
      nameOf(object),
      listAt(object, 'spec', 'validations').length,
      isRecord(kind) ? text : '<unset>',
      ageOf(object, now),
    ];
  },
};

export const VALIDATING_ADMISSION_POLICY_BINDINGS: Columns = {
  definitions: [
    NAME,
    column('PolicyName', 'Which policy it puts to work.'),
    column('ParamRef', 'With which parameters.'),
    AGE,
  ],
  cells: (object, now) => [
    nameOf(object),
    textAt(object, 'spec', 'policyName'),
    paramText(at(object, 'spec', 'paramRef')),
    ageOf(object, now),
  ],
};

function paramText(param: unknown): string {
  const name = textAt(param, 'name');
  if (name !== '') return `${textAt(param, 'namespace') || '*'}/${name}`;
  const selector = at(param, 'selector');
  return isRecord(selector) ? labelSelectorText(selector) : orUnset('');
}
