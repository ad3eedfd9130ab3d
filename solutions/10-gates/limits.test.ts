// What LimitRanger lets in and what it refuses: the tasks "Configure Minimum and Maximum
// Memory Constraints for a Namespace" and the concept "Limit Ranges" of Kubernetes'
// documentation, with the words of plugin/pkg/admission/limitranger/admission.go in 1.36.

import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { attributesOf, readerOf, refusalOf } from './fixtures.ts';
import { createLimitRanger } from './limits.ts';
import type { LimitRangeItem } from './types.ts';

const test = suite('a limit range');

type Resources = Readonly<Record<'requests' | 'limits', object>>;

const memory = (requests: string, limits: string): Partial<Resources> => ({
  ...(requests === '' ? {} : { requests: { memory: requests } }),
  ...(limits === '' ? {} : { limits: { memory: limits } }),
});
const BOTH = {
  type: 'Container',
  min: { memory: '500Mi' },
  max: { memory: '1Gi' },
};
const RATIO = { type: 'Container', maxLimitRequestRatio: { memory: '2' } };
const OF_POD = { type: 'Pod', max: { memory: '1Gi' } };

type Row = readonly [
  says: string,
  item: LimitRangeItem,
  containers: readonly Partial<Resources>[],
  refusal: string | undefined,
];

const ROWS: readonly Row[] = [
  ['between the two', BOTH, [memory('600Mi', '800Mi')], undefined],
  ['at the two bounds', BOTH, [memory('500Mi', '1Gi')], undefined],
  [
    'a limit above the most',
    BOTH,
    [memory('800Mi', '1.5Gi')],
    'maximum memory usage per Container is 1Gi, but limit is 1536Mi',
  ],
  [
    'a request below the least',
    BOTH,
    [memory('100Mi', '800Mi')],
    'minimum memory usage per Container is 500Mi, but request is 100Mi',
  ],
  [
    'nothing said at all',
    BOTH,
    [memory('', '')],
    '[minimum memory usage per Container is 500Mi.  No request is specified, maximum memory usage per Container is 1Gi.  No limit is specified]',
  ],
  [
    'one of two containers',
    BOTH,
    [memory('600Mi', '800Mi'), memory('600Mi', '2Gi')],
    'maximum memory usage per Container is 1Gi, but limit is 2Gi',
  ],
  ['twice as much as asked', RATIO, [memory('200Mi', '400Mi')], undefined],
  [
    'four times as much as asked',
    RATIO,
    [memory('100Mi', '400Mi')],
    'memory max limit to request ratio per Container is 2, but provided ratio is 4.000000',
  ],
  [
    'a limit and no request',
    RATIO,
    [memory('', '400Mi')],
    'memory max limit to request ratio per Container is 2, but no request is specified or request is 0',
  ],
  ['two halves', OF_POD, [memory('', '512Mi'), memory('', '512Mi')], undefined],
  [
    'two that are too much together',
    OF_POD,
    [memory('', '512Mi'), memory('', '513Mi')],
    'maximum memory usage per Pod is 1Gi, but limit is 1025Mi',
  ],
];

for (const [says, item, resources, refusal] of ROWS)
  test(`${item.type}, ${says}: ${refusal === undefined ? 'let in' : 'refused'}`, async () => {
    const metadata = { name: 'limits', namespace: 'default' };
    const reader = readerOf({
      limitranges: [{ metadata, spec: { limits: [item] } }],
    });
    const containers = resources.map((one, i) => ({
      name: `c${i}`,
      resources: one,
    }));
    const object = { metadata: { name: 'p' }, spec: { containers } };
    const written = attributesOf({ resource: 'pods', object });

    const found = await refusalOf(() =>
      createLimitRanger(reader).validate?.(written),
    );

    assert.is(found, refusal && `pods "p" is forbidden: ${refusal}`);
  });

test('PersistentVolumeClaim: what a claim may ask for', async () => {
  const item = {
    type: 'PersistentVolumeClaim',
    ...{ min: { storage: '1Gi' }, max: { storage: '2Gi' } },
  };
  const metadata = { name: 'limits', namespace: 'default' };
  const reader = readerOf({
    limitranges: [{ metadata, spec: { limits: [item] } }],
  });
  const refused = (storage: string) =>
    refusalOf(() =>
      createLimitRanger(reader).validate?.(
        attributesOf({
          resource: 'persistentvolumeclaims',
          object: {
            metadata: { name: 'v' },
            spec: { resources: { requests: { storage } } },
          },
        }),
      ),
    );

  assert.is(await refused('1Gi'), undefined);
  assert.match(
    (await refused('500Mi')) ?? '',
    'minimum storage usage per PersistentVolumeClaim is 1Gi, but request is 500Mi',
  );
  assert.match(
    (await refused('5Gi')) ?? '',
    'maximum storage usage per PersistentVolumeClaim is 2Gi, but request is 5Gi',
  );
});

test('looks at what is new: a Pod that is there already stays as it is', async () => {
  const metadata = { name: 'limits', namespace: 'default' };
  const reader = readerOf({
    limitranges: [{ metadata, spec: { limits: [BOTH] } }],
  });
  const spec = { containers: [{ name: 'c' }] };
  const object = { metadata: { name: 'p' }, spec };
  const changed = attributesOf({ resource: 'pods', operation: 'UPDATE', object });
  const other = attributesOf({ resource: 'pods', namespace: 'other', object });

  const ranger = createLimitRanger(reader);
  assert.is(await refusalOf(() => ranger.validate?.(changed)), undefined);
  assert.is(await refusalOf(() => ranger.validate?.(other)), undefined);
});

test.run();
