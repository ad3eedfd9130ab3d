// What is said of names, fields and objects that are wrong, to the letter.

import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  alreadyExists,
  apiVersionOf,
  bodyOf,
  conflict,
  controllerOf,
  controllerReference,
  dns1035LabelFaults,
  dnsLabelFaults,
  dnsSubdomainFaults,
  formatFieldSelector,
  generateNameConflict,
  invalid,
  invalidField,
  isControlledBy,
  kindOf,
  labelKeyFaults,
  labelValueFaults,
  matchesFields,
  metadataFaults,
  notFound,
  parseFieldSelector,
  requestEntityTooLarge,
  serverTimeout,
  timedOut,
} from './mod.ts';

const test = suite('what is said');

test('names are right or wrong as apimachinery has them', () => {
  const right = {
    label: ['a', '1', 'a-b', '123-abc', 'x'.repeat(63)],
    subdomain: ['a', 'a.b', '1.2', 'x'.repeat(253)],
    key: ['simple', 'now-with-dashes', '1-2.3_4', 'Uppercase', 'example.com/a'],
    value: ['', 'a', 'A_1.b'],
  };
  const wrong = {
    label: ['', 'A', '-a', 'a-', 'a.b', 'a_b', 'x'.repeat(64), 'a\n'],
    subdomain: ['', '.', 'a..b', 'A.b', 'a.', 'x'.repeat(254)],
    key: ['', '/a', 'a/', 'a/b/c', '-a', 'X/a', 'a b', 'x'.repeat(64), 'ä'],
    value: ['-', 'a b', 'a/b', 'x'.repeat(64), 'é'],
  };
  const faultsOf = {
    label: dnsLabelFaults,
    subdomain: dnsSubdomainFaults,
    key: labelKeyFaults,
    value: labelValueFaults,
  };

  for (const kind of ['label', 'subdomain', 'key', 'value'] as const) {
    for (const text of right[kind]) assert.equal(faultsOf[kind](text), [], text);
    for (const text of wrong[kind])
      assert.ok(faultsOf[kind](text).length > 0, text);
  }
  assert.ok(dns1035LabelFaults('1a').length > 0);
  assert.equal(dns1035LabelFaults('a1'), []);
});

test('each fault is said in the words of Kubernetes 1.36', () => {
  assert.equal(dnsLabelFaults('a.b'), ['must not contain dots']);
  assert.is(
    labelValueFaults('-x')[0],
    "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')",
  );
  assert.equal(labelKeyFaults('/a'), ['prefix part must be non-empty']);
  assert.equal(labelKeyFaults('x'.repeat(64)), [
    'name part must be no more than 63 bytes',
  ]);
  assert.equal(dnsLabelFaults('x'.repeat(64)), [
    'must be no more than 63 characters',
  ]);
});

test('a Status has its reason, its code and its details', () => {
  const web = { group: 'apps', resource: 'deployments' };
  assert.equal(notFound(web, 'a').status, {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message: 'deployments.apps "a" not found',
    reason: 'NotFound',
    details: { name: 'a', group: 'apps', kind: 'deployments' },
    code: 404,
  });
  const pods = { group: '', resource: 'pods' };
  assert.is(alreadyExists(pods, 'a').message, 'pods "a" already exists');
  assert.equal(alreadyExists(pods, 'a').status.details, {
    name: 'a',
    kind: 'pods',
  });
  assert.is(
    conflict(pods, 'a', 'no').message,
    'Operation cannot be fulfilled on pods "a": no',
  );
  assert.is(timedOut('late', 3).status.details?.retryAfterSeconds, 3);
});

test('a refusal that passes says when to come again', () => {
  const pods = { group: '', resource: 'pods' };

  assert.is(
    generateNameConflict(pods, 'web-x', 1).message,
    'pods "web-x" already exists, the server was not able to generate a unique name for the object',
  );
  assert.equal(serverTimeout(pods, 'list', 2).status.details, {
    ...{ name: 'list', kind: 'pods', retryAfterSeconds: 2 },
  });
  assert.is(
    requestEntityTooLarge('limit is 3145728').message,
    'Request entity too large: limit is 3145728',
  );
});

test('what is wrong twice is said once, and is two causes', () => {
  const error = invalidField('a', 1, 'no');
  const { status } = invalid({ group: '', kind: 'Pod' }, 'x', [error, error]);

  assert.is(status.message, 'Pod "x" is invalid: a: Invalid value: 1: no');
  assert.is(status.details?.causes?.length, 2);
  assert.equal(status.details?.causes?.[0], {
    reason: 'FieldValueInvalid',
    message: 'Invalid value: 1: no',
    field: 'a',
  });
  const other = invalidField('b', 'c', '');
  assert.is(
    invalid({ group: '', kind: 'Pod' }, 'x', [error, other]).message,
    'Pod "x" is invalid: [a: Invalid value: 1: no, b: Invalid value: "c"]',
  );
});

test('a prefix is looked at without its dash and what stands before it', () => {
  const rules = { isNamespaced: false, nameFaults: dnsSubdomainFaults };
  const passes = (generateName: string): boolean =>
    metadataFaults({ name: 'x', generateName }, rules).length === 0;

  for (const name of ['web-', 'a-', '--', 'web', 'web.-'])
    assert.ok(passes(name), name);
  for (const name of ['-', '-a', 'Web-', '.', '-web-'])
    assert.not.ok(passes(name), name);
});

test('metadata is looked through from its name to its owners', () => {
  const rules = { isNamespaced: true, nameFaults: dnsSubdomainFaults };
  assert.equal(metadataFaults({ name: 'a', namespace: 'b' }, rules), []);
  const owner = {
    apiVersion: 'v1',
    kind: 'Pod',
    name: 'a',
    uid: '1',
    controller: true,
  };
  const said = metadataFaults(
    {
      labels: { '-': 'a' },
      ownerReferences: [owner, { ...owner, name: 'b', uid: '' }],
    },
    rules,
  ).map(({ type, field }) => `${type} ${field}`);

  assert.equal(said, [
    'FieldValueRequired metadata.name',
    'FieldValueRequired metadata.namespace',
    'FieldValueInvalid metadata.labels',
    'FieldValueRequired metadata.ownerReferences[1].uid',
    'FieldValueInvalid metadata.ownerReferences',
  ]);
});

test('the controller is the owner that says so, known by its uid', () => {
  const kind = { group: 'apps', version: 'v1', kind: 'ReplicaSet' };
  const owner = {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: { name: 'r', uid: '1' },
  };
  const reference = controllerReference(owner, kind);
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { ownerReferences: [reference] },
  };

  assert.is(apiVersionOf(kind), 'apps/v1');
  assert.equal(kindOf(owner), kind);
  assert.is(controllerOf(pod)?.name, 'r');
  assert.is(isControlledBy(pod, owner), true);
  assert.is(
    isControlledBy(pod, { ...owner, metadata: { name: 'r', uid: '2' } }),
    false,
  );
});

test('a field selector is written as it is read', () => {
  const terms = parseFieldSelector('b!=2,a=x\\,y\\=z\\\\');
  assert.is(formatFieldSelector(terms), 'a=x\\,y\\=z\\\\,b!=2');
});

test('field selectors know equal and not equal, and escapes', () => {
  const fields = { 'status.phase': 'Running', 'spec.nodeName': '', odd: 'a,b=c\\' };
  const found = (text: string): boolean =>
    matchesFields(parseFieldSelector(text), fields);

  assert.is(found('status.phase=Running,spec.nodeName='), true);
  assert.is(found('status.phase!=Running'), false);
  assert.is(found('status.phase==Running,,'), true);
  assert.is(found('none='), true);
  assert.is(found('odd=a\\,b\\=c\\\\'), true);
  const says = "invalid selector: 'a'; can't understand 'a'";
  assert.throws(() => parseFieldSelector('a'), says);
  assert.throws(() => parseFieldSelector('a=b\\x'), 'invalid escape sequence: \\x');
  assert.throws(
    () => parseFieldSelector('a=b=c'),
    'unescaped character in value: 61',
  );
});

test('texts are quoted as Go does, and lists as its JSON', () => {
  const said = (value: unknown) => bodyOf(invalidField('x', value, ''));
  assert.is(said('a\u00a0b\u0000\v<'), 'Invalid value: "a\\u00a0b\\x00\\v<"');
  assert.is(
    said('"é\u{1f600}\u{e0001}'),
    'Invalid value: "\\"é\u{1f600}\\U000e0001"',
  );
  assert.is(said(['a<b']), 'Invalid value: ["a\\u003cb"]');
});

test.run();
