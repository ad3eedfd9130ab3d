// What chapter 08 shows beside its steps: kinds, names, field selectors, owners, metadata
// and refusals. Each is a call with plain values, and an answer that is as plain.

import type * as Objects from '#objects';
import type { Plain } from '../../core/plain.ts';
import type { Face, Program } from './draw.ts';

export const FACES: readonly string[] = [
  ...['apiVersionOf', 'parseApiVersion', 'kindOf'],
  ...['dnsLabelFaults', 'dnsSubdomainFaults', 'dns1035LabelFaults'],
  ...['labelKeyFaults', 'labelValueFaults', 'labelFaults', 'metadataFaults'],
  ...['parseFieldSelector', 'matchesFields', 'formatFieldSelector'],
  ...['controllerOf', 'isControlledBy', 'controllerReference', 'ownerFaults'],
  ...['bodyOf', 'aggregate', 'notFound', 'alreadyExists', 'conflict', 'forbidden'],
  ...['invalid', 'badRequest', 'unauthorized', 'methodNotAllowed', 'expired'],
  ...['tooManyRequests', 'timedOut', 'internalError', 'serverTimeout'],
  ...['generateNameConflict', 'applyConflict', 'notAcceptable'],
  ...['requestEntityTooLarge', 'unsupportedMediaType', 'serviceUnavailable'],
];

/** What it answers; of a refusal, the Status that goes over the wire. */
export function playFace(module: typeof Objects, { face, given }: Face): unknown {
  const shown = (module as Readonly<Record<string, unknown>>)[face];
  if (typeof shown !== 'function') return null;
  const answer: unknown =
    face === 'metadataFaults'
      ? shown(...metadataGiven(module, given))
      : shown(...given);
  const { name, status } = Object(answer);
  return name === 'StatusError' ? status : answer;
}

/** Metadata, whether it lives in namespaces, and how long an annotation it has besides. */
function metadataGiven(
  { dnsSubdomainFaults: nameFaults }: typeof Objects,
  [meta, isNamespaced, length]: readonly Plain[],
): readonly unknown[] {
  const annotations = { a: 'x'.repeat(Number(length)) };
  const whole = length === undefined ? meta : { ...Object(meta), annotations };
  return [whole, { isNamespaced, nameFaults }];
}

const each = (face: string, ...all: readonly (readonly Plain[])[]): Program =>
  all.map((given) => ({ face, given }));
const one = (face: string, ...all: readonly Plain[]): Program =>
  each(face, ...all.map((given) => [given]));

export const kinds: Readonly<Record<string, Program>> = {
  'the schema of an object': [
    ...one(
      'apiVersionOf',
      { group: '', version: 'v1' },
      { group: 'apps', version: 'v1' },
    ),
    ...one('parseApiVersion', 'v1', 'apps/v1', 'a/b/c', 'a/', '/v1', ''),
    ...one(
      'kindOf',
      { apiVersion: 'v1', kind: 'Pod' },
      { apiVersion: 'apps/v1', kind: 'Scale' },
      { apiVersion: 'a/b/c', kind: 'Pod' },
    ),
  ],
};

const wide = 'é'.repeat(32);
const long = (length: number): string => 'a'.repeat(length);
const names = [
  '',
  'web',
  'web.1',
  'Web',
  '-a',
  'a-',
  '1a',
  long(63),
  long(64),
  wide,
];

const apps: Plain = { group: 'apps', resource: 'deployments' };
const core: Plain = { group: '', resource: 'pods' };
const refusing = (face: string, ...more: readonly Plain[]): Program =>
  each(face, [apps, 'web', ...more], [core, 'web', ...more]);
const saying = (...faces: readonly string[]): Program =>
  faces.flatMap((face) => one(face, 'says "why"'));
const fault = (type: string, field: string, value?: Plain, detail = ''): Plain => ({
  ...{ type, field, detail },
  ...(value === undefined ? {} : { value }),
});
const faults: readonly Plain[] = [
  fault('FieldValueInvalid', 'spec.a', -1, 'must be more'),
  fault('FieldValueInvalid', 'spec.a', -1, 'must be more'),
  fault('FieldValueRequired', 'spec.b'),
  fault('FieldValueForbidden', 'spec.c', 'x', 'not here'),
  fault('FieldValueNotSupported', 'spec.d', 'x\u00a0<', 'supported: "y"'),
  fault('FieldValueDuplicate', 'spec.e', ['a<b', 1]),
  fault('FieldValueTooLong', 'spec.f', 'x', 'too long'),
];

const owner = (name: string, more: Plain = {}): Plain => ({
  ...{ apiVersion: 'apps/v1', kind: 'ReplicaSet', name, uid: `uid-${name}` },
  ...(more as object),
});
const owned = (...ownerReferences: readonly Plain[]): Plain => ({
  ...{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', ownerReferences } },
});
const set = (name: string, uid: string): Plain => ({
  ...{ apiVersion: 'apps/v1', kind: 'ReplicaSet', metadata: { name, uid } },
});
const main = owner('a', { controller: true });

export const refusals: Readonly<Record<string, Program>> = {
  names: [
    ...one('dnsLabelFaults', ...names),
    ...one('dnsSubdomainFaults', ...names, 'a..b', long(253), long(254)),
    ...one('dns1035LabelFaults', ...names),
    ...one(
      'labelKeyFaults',
      ...names,
      'x/y/z',
      `${long(254)}/a`,
      'X.io/A_1',
      `${wide}/`,
    ),
    ...one('labelValueFaults', ...names, 'A_1', '_'),
  ],
  'field selectors': [
    ...one(
      'parseFieldSelector',
      ...['', 'b=1,a!=2', 'a==1', ',a=1,', 'a', 'a=b=c', 'a=b\\,c\\=\\\\', 'a=\\x'],
    ),
    ...each(
      'matchesFields',
      [[], {}],
      [[{ field: 'a', isEqual: true, value: '' }], {}],
      [[{ field: 'constructor', isEqual: true, value: '' }], { a: '1' }],
      [[{ field: 'a', isEqual: false, value: '' }], {}],
      [[{ field: 'a', isEqual: true, value: '1' }], { a: '1' }],
      [
        [
          { field: 'a', isEqual: true, value: '1' },
          { field: 'b', isEqual: false, value: '1' },
        ],
        { a: '1', b: '1' },
      ],
    ),
    ...one('formatFieldSelector', [
      { field: 'a', isEqual: true, value: 'b,c=\\' },
      { field: 'b', isEqual: false, value: '' },
    ]),
  ],
  owners: [
    ...one('controllerOf', owned(), owned(owner('b'), main)),
    ...each(
      'isControlledBy',
      [owned(main), set('a', 'uid-a')],
      [owned(main), set('a', 'another')],
      [owned(owner('a')), set('a', 'uid-a')],
      [owned(), { apiVersion: 'v1', kind: 'Pod', metadata: {} }],
    ),
    ...each('controllerReference', [
      set('a', 'uid-a'),
      { group: 'apps', version: 'v1', kind: 'ReplicaSet' },
    ]),
    ...each(
      'ownerFaults',
      [
        [main, owner('b', { controller: true }), owner('c', { controller: true })],
        'o',
      ],
      [[owner('', { uid: '', kind: '', apiVersion: '' })], 'o'],
      [
        [owner('a', { apiVersion: 'a/b/c' }), owner('b', { apiVersion: 'a/' })],
        'o',
      ],
      [[owner('a', { apiVersion: 'v1', kind: 'Event' })], 'o'],
    ),
  ],
  metadata: [
    ...each(
      'metadataFaults',
      [{ name: 'web', namespace: 'a' }, true],
      [{}, true],
      [{ generateName: 'web-', generation: -1 }, false],
      [{ generateName: 'Web.-', name: 'x_', namespace: 'a.b' }, true],
      [{ name: 'web', namespace: 'a' }, false],
      [
        {
          ...{ name: 'web', labels: { '-a': '-b' }, annotations: { '-A': '-' } },
          ownerReferences: [owner('')],
        },
        false,
      ],
      [{ name: 'web' }, false, 256 * 1024 - 1],
      [{ name: 'web' }, false, 256 * 1024],
    ),
    ...each('labelFaults', [{ a: '1', 'b/': '_' }, 'spec.labels']),
  ],
  'what is said of fields': [
    ...one('bodyOf', ...faults),
    ...one('aggregate', faults.slice(0, 2), faults),
    ...each('invalid', [{ group: 'apps', kind: 'Scale' }, 'web', faults]),
    ...each('invalid', [{ group: '', kind: 'Pod' }, '', []]),
  ],
  'what is said of requests': [
    ...['notFound', 'alreadyExists'].flatMap((face) => refusing(face)),
    ...['conflict', 'forbidden'].flatMap((face) => refusing(face, 'no')),
    ...each('forbidden', [core, '', 'no'], [{ group: '', resource: '' }, '', 'no']),
    ...refusing('generateNameConflict', 1),
    ...refusing('serverTimeout', 2),
    ...each('methodNotAllowed', [apps, 'create'], [core, 'patch']),
    ...each('applyConflict', [[{ message: 'm', field: 'f' }], 'says']),
    ...each('tooManyRequests', ['says', 1]),
    ...each('timedOut', ['says', 0], ['says', 3]),
    ...each('unauthorized', []),
    ...saying('badRequest', 'unauthorized', 'expired', 'internalError'),
    ...saying('notAcceptable', 'requestEntityTooLarge', 'unsupportedMediaType'),
    ...saying('serviceUnavailable'),
  ],
};
