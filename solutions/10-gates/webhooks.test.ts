// Webhooks as "Dynamic Admission Control" of Kubernetes' documentation has them: whom they're
// asked about, what they're sent, what becomes of their answers. The words are those of
// apiserver's pkg/admission/plugin/webhook in 1.36.

import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Attributes } from '#apiserver';
import { createVirtualWorld, millis } from '#world';
import { fieldsOf } from './as.ts';
import {
  attributesOf,
  readerOf,
  refusalOf,
  type Said,
  type Written,
} from './fixtures.ts';
import type { Webhook } from './kinds.ts';
import {
  type CallWebhook,
  mutatingWebhooks,
  validatingWebhooks,
} from './webhooks.ts';

const test = suite('a webhook');

const RULE = {
  ...{ operations: ['CREATE'], apiGroups: [''], apiVersions: ['v1'] },
  resources: ['configmaps'],
};
const HOOK: Webhook = {
  name: 'hook.example.com',
  clientConfig: { url: 'https://hook.example.com/ask' },
  rules: [RULE],
};

type Call = Parameters<CallWebhook>[0];
/** Makes the answer of a call; the uid of the question is at hand. */
type Answering = (uid: string, call: Call) => object;

const allow: Answering = (uid) => ({ uid, allowed: true });

function answered(response: object): {
  readonly code: number;
  readonly body: string;
} {
  const apiVersion = 'admission.k8s.io/v1';
  const body = JSON.stringify({ kind: 'AdmissionReview', apiVersion, response });
  return { code: 200, body };
}

interface Stand {
  readonly hook?: Partial<Webhook>;
  readonly answer?: Answering;
  readonly call?: CallWebhook;
}

function stand({ hook = {}, answer = allow, call }: Stand) {
  const world = createVirtualWorld({ seed: 1 });
  const calls: Call[] = [];
  const whole = { ...HOOK, ...hook };
  const lists = [{ metadata: { name: 'c' }, webhooks: [whole] }];
  const labels = { team: 'blue' };
  const options = {
    world,
    reader: readerOf({
      namespaces: [{ metadata: { name: 'default', labels } }],
      mutatingwebhookconfigurations: lists,
      validatingwebhookconfigurations: lists,
    }),
    call: async (sent: Call) => {
      calls.push(sent);
      if (call !== undefined) return call(sent);
      const { uid } = fieldsOf(fieldsOf(JSON.parse(sent.body)).request);
      return answered(answer(String(uid), sent));
    },
    jsonPatch: (object: unknown, patch: readonly unknown[]) => ({
      ...fieldsOf(object),
      patched: patch,
    }),
  };
  const validate = (written: Attributes): Promise<string | undefined> =>
    refusalOf(() => validatingWebhooks(options).validate?.(written));
  const admit = async (written: Attributes) => {
    const [plugin] = mutatingWebhooks(options);
    return plugin?.admit?.(written);
  };
  const validateByMutating = (written: Attributes): Promise<string | undefined> =>
    refusalOf(() => mutatingWebhooks(options)[0]?.validate?.(written));
  return { world, calls, validate, validateByMutating, admit };
}

const map = (labels: Readonly<Record<string, string>> = {}): Said => ({
  metadata: { name: 'm', namespace: 'default', labels },
});
const written = (more: Partial<Written> = {}): Attributes =>
  attributesOf({ resource: 'configmaps', object: map(), ...more });

const rules = (more: object): Partial<Webhook> => ({
  rules: [{ ...RULE, ...more }],
});
const selects = (label: string) => ({ matchLabels: { team: label } });

const ABOUT: readonly (readonly [
  string,
  Partial<Webhook>,
  Partial<Written>,
  boolean,
])[] = [
  ['what its rule names', {}, {}, true],
  ['another verb', {}, { operation: 'UPDATE', oldObject: map() }, false],
  ['every verb', rules({ operations: ['*'] }), { operation: 'UPDATE' }, true],
  ['another resource', {}, { resource: 'secrets' }, false],
  ['every resource', rules({ resources: ['*'] }), { resource: 'secrets' }, true],
  ['another group', rules({ apiGroups: ['apps'] }), {}, false],
  ['another version', rules({ apiVersions: ['v2'] }), {}, false],
  [
    'a part, by the resource',
    rules({ resources: ['pods'] }),
    { resource: 'pods/status' },
    false,
  ],
  [
    'a part, by `*`',
    rules({ resources: ['*'] }),
    { resource: 'pods/status' },
    false,
  ],
  [
    'a part, by its name',
    rules({ resources: ['pods/status'] }),
    { resource: 'pods/status' },
    true,
  ],
  [
    'a part, by `pods/*`',
    rules({ resources: ['pods/*'] }),
    { resource: 'pods/status' },
    true,
  ],
  [
    'a part, by `*/status`',
    rules({ resources: ['*/status'] }),
    { resource: 'pods/status' },
    true,
  ],
  [
    'a part, by `*/*`',
    rules({ resources: ['*/*'] }),
    { resource: 'pods/status' },
    true,
  ],
  [
    'the cluster, if it wants namespaces',
    rules({ scope: 'Namespaced', resources: ['*'] }),
    { resource: 'nodes' },
    false,
  ],
  [
    'the cluster, if it wants that',
    rules({ scope: 'Cluster', resources: ['*'] }),
    { resource: 'nodes' },
    true,
  ],
  ['a namespace with the label', { namespaceSelector: selects('blue') }, {}, true],
  ['a namespace without it', { namespaceSelector: selects('red') }, {}, false],
  [
    'what has no namespace, whatever it selects',
    { ...rules({ resources: ['*'] }), namespaceSelector: selects('red') },
    { resource: 'nodes' },
    true,
  ],
  [
    'a Namespace by its own labels',
    { ...rules({ resources: ['*'] }), namespaceSelector: selects('red') },
    { resource: 'namespaces', object: map({ team: 'red' }) },
    true,
  ],
  [
    'an object with the label',
    { objectSelector: selects('red') },
    { object: map({ team: 'red' }) },
    true,
  ],
  ['an object without it', { objectSelector: selects('red') }, {}, false],
  [
    'an object that had the label',
    { ...rules({ operations: ['*'] }), objectSelector: selects('red') },
    { operation: 'UPDATE', oldObject: map({ team: 'red' }) },
    true,
  ],
];

for (const [says, hook, more, isAsked] of ABOUT)
  test(`is ${isAsked ? '' : 'not '}asked about ${says}`, async () => {
    const { validate, calls } = stand({ hook });

    await validate(written(more));

    assert.is(calls.length, isAsked ? 1 : 0);
  });

test('is never asked about webhooks: it could not be mended any more', async () => {
  const everything = rules({
    ...{ apiGroups: ['*'], apiVersions: ['*'] },
    resources: ['*'],
  });
  const { validate, calls } = stand({ hook: everything });

  await validate(written({ resource: 'validatingwebhookconfigurations' }));

  assert.is(calls.length, 0);
});

test('is sent who asks for what, and how it was before', async () => {
  const user = { name: 'alice', groups: ['dev'] };
  const { validate, calls } = stand({ hook: rules({ operations: ['UPDATE'] }) });

  const object = map({ a: '2' });
  const oldObject = map({ a: '1' });
  await validate(
    written({ operation: 'UPDATE', object, oldObject, user, dryRun: true }),
  );

  const [{ url, body } = { url: '', body: '' }] = calls;
  const { kind, apiVersion, request } = JSON.parse(body);
  assert.is(url, 'https://hook.example.com/ask?timeout=10s');
  assert.equal([kind, apiVersion], ['AdmissionReview', 'admission.k8s.io/v1']);
  assert.match(request.uid, /^[0-9a-f-]{36}$/);
  assert.equal(request.kind, { group: '', version: 'v1', kind: 'ConfigMap' });
  assert.equal(request.resource, {
    group: '',
    version: 'v1',
    resource: 'configmaps',
  });
  assert.equal(
    [request.name, request.namespace, request.operation],
    ['m', 'default', 'UPDATE'],
  );
  assert.equal(request.userInfo, { username: 'alice', groups: ['dev'] });
  assert.equal(
    [request.object.metadata.labels, request.oldObject.metadata.labels],
    [{ a: '2' }, { a: '1' }],
  );
  assert.equal([request.object.kind, request.dryRun], ['ConfigMap', true]);
});

const encoded = btoa(JSON.stringify([{ op: 'add' }]));

test('that changes says how, by a JSON patch', async () => {
  const patch = { patchType: 'JSONPatch', patch: encoded };
  const { admit } = stand({ answer: (uid) => ({ uid, allowed: true, ...patch }) });

  assert.equal(fieldsOf(await admit(written())).patched, [{ op: 'add' }]);
});

test('may warn whoever asks, and let it pass', async () => {
  const warned: string[] = [];
  const { validate } = stand({
    answer: (uid) => ({ uid, allowed: true, warnings: ['old', 'slow'] }),
  });

  assert.is(
    await validate(written({ warn: (text) => warned.push(text) })),
    undefined,
  );
  assert.equal(warned, ['old', 'slow']);
});

const NAME = '"hook.example.com"';
const FAILED = `Internal error occurred: failed calling webhook ${NAME}: `;
const INVALID = `${FAILED}received invalid webhook response: `;
const POST = `${FAILED}failed to call webhook: Post "https://hook.example.com/ask?timeout=10s": `;

const ANSWERS: readonly (readonly [string, Stand, string])[] = [
  [
    'denies in its own words',
    {
      answer: (uid) => ({ uid, allowed: false, status: { message: 'not today' } }),
    },
    `admission webhook ${NAME} denied the request: not today`,
  ],
  [
    'denies by a reason',
    { answer: (uid) => ({ uid, allowed: false, status: { reason: 'Late' } }) },
    `admission webhook ${NAME} denied the request: Late`,
  ],
  [
    'denies, and says nothing',
    { answer: (uid) => ({ uid, allowed: false }) },
    `admission webhook ${NAME} denied the request without explanation`,
  ],
  [
    'answers another question',
    { answer: () => ({ uid: '1', allowed: true }) },
    `${INVALID}expected response.uid=`,
  ],
  [
    'answers with a patch of no type',
    { answer: (uid) => ({ uid, allowed: true, patch: encoded }) },
    `${FAILED}webhook returned response.patch but not response.patchType`,
  ],
  [
    'answers nothing',
    {
      call: async () => ({
        code: 200,
        body: '{"kind":"AdmissionReview","apiVersion":"admission.k8s.io/v1"}',
      }),
    },
    `${INVALID}webhook response was absent`,
  ],
  [
    'answers with something else',
    { call: async () => ({ code: 200, body: '{}' }) },
    `${INVALID}expected webhook response of admission.k8s.io/v1, Kind=AdmissionReview, got /, Kind=`,
  ],
  [
    'is not at its path',
    { call: async () => ({ code: 404, body: '' }) },
    `${FAILED}failed to call webhook: the server could not find the requested resource`,
  ],
  [
    'has a fault',
    { call: async () => ({ code: 500, body: 'boom' }) },
    `${FAILED}failed to call webhook: an error on the server ("boom") has prevented the request from succeeding`,
  ],
  [
    'is not there',
    {
      call: () =>
        Promise.reject(
          new Error('dial tcp 10.0.0.1:443: connect: connection refused'),
        ),
    },
    `${POST}dial tcp 10.0.0.1:443: connect: connection refused`,
  ],
];

for (const [says, way, refusal] of ANSWERS)
  test(`that ${says} refuses`, async () => {
    const found = (await stand(way).validate(written())) ?? '';

    assert.ok(found.startsWith(refusal), found);
  });

for (const [says, way] of ANSWERS.slice(3))
  test(`that ${says} is passed over, if its policy is to ignore that`, async () => {
    const hook = { failurePolicy: 'Ignore' } as const;

    assert.is(await stand({ ...way, hook }).validate(written()), undefined);
  });

test('that denies is not passed over by that policy', async () => {
  const answer: Answering = (uid) => ({ uid, allowed: false });
  const hook = { failurePolicy: 'Ignore' } as const;

  assert.match(
    (await stand({ hook, answer }).validate(written())) ?? '',
    'denied the request',
  );
});

test('has ten seconds, or as many as it says', async () => {
  const never: CallWebhook = () => new Promise(() => undefined);
  for (const [hook, seconds] of [
    [{}, 10],
    [{ timeoutSeconds: 3 }, 3],
  ] as const) {
    const { world, validate, calls } = stand({ hook, call: never });
    let refusal: string | undefined;
    const pending = validate(written()).then((found) => {
      refusal = found;
    });

    await world.clock.advance(millis(seconds * 1_000 - 1));
    assert.is(refusal, undefined);
    await world.clock.advance(millis(1));
    await pending;

    assert.match(refusal ?? '', `?timeout=${seconds}s": context deadline exceeded`);
    assert.is(
      calls[0]?.signal.aborted,
      true,
      'nobody waits for the answer any more',
    );
  }
});

test('that changes is asked about a delete, and can only refuse it', async () => {
  const hook = rules({ operations: ['DELETE', 'CREATE'] });
  const deleted = written({ operation: 'DELETE', oldObject: map() });
  const patch = btoa('[{"op":"remove","path":"/data"}]');
  const allowing = stand({ hook });
  const denying = stand({ hook, answer: (uid) => ({ uid, allowed: false }) });
  const changing = stand({
    hook,
    answer: (uid) => ({ uid, allowed: true, patchType: 'JSONPatch', patch }),
  });

  assert.is(await allowing.validateByMutating(deleted), undefined);
  assert.is(await allowing.validateByMutating(written()), undefined);
  assert.is(
    allowing.calls.length,
    1,
    'once about a delete, not again about others',
  );
  assert.match(
    (await denying.validateByMutating(deleted)) ?? '',
    'admission webhook "hook.example.com" denied the request',
  );
  assert.match(
    (await changing.validateByMutating(deleted)) ?? '',
    'attempted to modify the object, which is not supported for this operation',
  );
});

test.run();
