// What is said of fields that a kind has not. The texts are those of a real server, from
// its integration test test/integration/apiserver/field_validation_test.go.

import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { StatusError } from '#objects';
import { fieldValidation } from './field-validation.ts';
import { RESOURCES } from './kinds/table.ts';
import { messageOfKind } from './messages/messages.ts';
import { inspect } from './strict-json.ts';
import type { RequestContext } from './types.ts';

const test = suite('field validation');

function found(kind: string, text: string): readonly string[] {
  const [group, name] = kind.includes('/') ? kind.split('/') : ['', kind];
  const message = messageOfKind(group ?? '', 'v1', name ?? '');
  assert.ok(message, kind);
  if (message === undefined) return [];
  const findings = inspect(text, message);
  if (findings === undefined) return ['no JSON'];
  const { strict, wrong } = findings;
  return wrong === undefined ? strict : [...strict, wrong];
}

const unmarshal = 'json: cannot unmarshal';

const TEXTS: readonly [string, string, readonly string[]][] = [
  ['Pod', '{"apiVersion":"v1","kind":"Pod","spec":{"hostname":"h"}}', []],
  [
    'Pod',
    '{"spec":{"containerz":[],"containers":[{"name":"a"},{"nam":"b"}]},"specc":{"x":{}}}',
    [
      'unknown field "spec.containerz"',
      'unknown field "spec.containers[1].nam"',
      'unknown field "specc"',
    ],
  ],
  [
    'apps/Deployment',
    '{"spec":{"paused":true,"paused":false,"unknown1":"v","selector":{"matchLabels":{"a":"b","a":"c"}}}}',
    [
      'duplicate field "spec.paused"',
      'unknown field "spec.unknown1"',
      'duplicate field "spec.selector.matchLabels.a"',
    ],
  ],
  [
    'apps/Deployment',
    '{"spec":{"replicas":"3"}}',
    [
      `${unmarshal} string into Go struct field DeploymentSpec.spec.replicas of type int32`,
    ],
  ],
  [
    'Pod',
    '{"spec":{"containers":{"name":"a"}}}',
    [
      `${unmarshal} object into Go struct field PodSpec.spec.containers of type []v1.Container`,
    ],
  ],
  [
    'Pod',
    '{"spec":{"containers":[{"ports":[{"containerPort":"80"}]}]}}',
    [
      `${unmarshal} string into Go struct field ContainerPort.spec.containers.ports.containerPort of type int32`,
    ],
  ],
  [
    'ConfigMap',
    '{"data":{"a":1}}',
    [`${unmarshal} number into Go struct field ConfigMap.data of type string`],
  ],
  [
    'ConfigMap',
    '{"metadata":{"labels":["a"]}}',
    [
      `${unmarshal} array into Go struct field ObjectMeta.metadata.labels of type map[string]string`,
    ],
  ],
  [
    'apps/Deployment',
    '{"spec":{"replicas":1.5}}',
    [
      `${unmarshal} number 1.5 into Go struct field DeploymentSpec.spec.replicas of type int32`,
    ],
  ],
  [
    'Secret',
    '{"data":{"a":"eA==","b":"no!"}}',
    ['illegal base64 data at input byte 2'],
  ],
  [
    'Pod',
    '{"spec":{"volumes":[{"name":"v","emptyDir":{},"configMap":{"name":"c","optional":null}}],"containers":null}}',
    [],
  ],
  ['Service', '{"spec":{"ports":[{"targetPort":"http"},{"targetPort":80}]}}', []],
  ['Pod', '{"spec":{"containers":[{"resources":{"limits":{"cpu":1}}}]}}', []],
  ['Pod', '{"spec":', ['no JSON']],
  ['Pod', '[]', ['no JSON']],
  ['Pod', '{"\\u12":1}', ['no JSON']],
  [
    'ConfigMap',
    '{"__proto__":{"a":1},"data":{"__proto__":"x"}}',
    ['unknown field "__proto__"'],
  ],
  ['Pod', '{"x":"\\\\","y":"\\"}"}', ['unknown field "x"', 'unknown field "y"']],
];

for (const [kind, text, says] of TEXTS)
  test(`${kind} ${text.slice(0, 50)}: ${says[0] ?? 'nothing'}`, () => {
    assert.equal(found(kind, text), says);
  });

test('nesting without end is no stack without end', () => {
  const deep = '['.repeat(100_000);
  assert.equal(found('Pod', `{"x":${deep}${']'.repeat(100_000)}}`), [
    'unknown field "x"',
  ]);
  assert.equal(found('Pod', `{"x":${deep}`), ['no JSON']);
});

/** What a request of this body is answered, and warned of. */
async function asked(
  query: string,
  body: string,
  verb = 'create',
  type = 'application/json',
): Promise<readonly [string, readonly string[]]> {
  const resource = RESOURCES.find(({ kind }) => kind === 'Pod');
  assert.ok(resource);
  const context: RequestContext = {
    request: { method: 'POST', url: '/', body, headers: { 'content-type': type } },
    info: {
      ...{ verb, path: '/', isResourceRequest: true, group: '', version: 'v1' },
      ...{ resource: 'pods', subresource: '', namespace: 'n', name: '' },
    },
    query: new URLSearchParams(query),
    user: { name: '', groups: [] },
    ...(resource === undefined ? {} : { resource }),
    warnings: [],
  };
  try {
    await fieldValidation(context, async () => ({ code: 201, headers: {} }));
    return ['passed', context.warnings];
  } catch (error) {
    assert.instance(error, StatusError);
    if (!(error instanceof StatusError)) return ['', []];
    return [error.status.message, context.warnings];
  }
}

const TWO = '{"spec":{"containerz":[],"hostname":"a","hostname":"b"}}';
const SAID = ['unknown field "spec.containerz"', 'duplicate field "spec.hostname"'];

test('Strict refuses, Warn warns, Ignore is silent; and Warn is the default', async () => {
  assert.equal(await asked('fieldValidation=Strict', TWO), [
    `Pod in version "v1" cannot be handled as a Pod: strict decoding error: ${SAID.join(', ')}`,
    [],
  ]);
  assert.equal(await asked('fieldValidation=Warn', TWO), ['passed', SAID]);
  assert.equal(await asked('', TWO), ['passed', SAID]);
  assert.equal(await asked('fieldValidation=Ignore', TWO), ['passed', []]);
  const [message] = await asked('fieldValidation=No', '{}');
  assert.is(
    message,
    'CreateOptions.meta.k8s.io "" is invalid: fieldValidation: Unsupported value: "No": supported values: "", "Ignore", "Strict", "Warn"',
  );
});

test('a wrong type is refused whatever is asked for', async () => {
  const [message] = await asked(
    'fieldValidation=Ignore',
    '{"spec":{"hostname":1}}',
  );
  assert.is(
    message,
    'Pod in version "v1" cannot be handled as a Pod: json: cannot unmarshal number into Go struct field PodSpec.spec.hostname of type string',
  );
});

test('a patch that is written like an object is looked at; its directives are none', async () => {
  const body = '{"spec":{"$retainKeys":["a"],"x":1}}';
  const merge = 'application/strategic-merge-patch+json';
  const [message] = await asked('fieldValidation=Strict', body, 'patch', merge);
  assert.match(message, /^ "" is invalid: patch: .*unknown field "spec.x"$/);
  const json = 'application/json-patch+json';
  const [passed] = await asked('fieldValidation=Strict', '[{}]', 'patch', json);
  assert.is(passed, 'passed');
});

test.run();
