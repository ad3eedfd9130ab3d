// The figures of chapter 18, drawn by asking its decisions.

import type { Node, NodeSelectorTerm, Pod, Taint, Toleration } from '#scheduler';
import {
  intolerable,
  matchesTerm,
  normalized,
  reconciledTaints,
  unmatched,
  untolerated,
} from '#taints';
import { frameOf } from '../../site/island/island.ts';
import {
  box,
  cross,
  frame,
  fresh,
  gone,
  picture,
  pod as podShape,
  rect,
  type State,
  strip,
  words,
} from '../../site/press/drawing.ts';
import { covers as island } from '../islands/18-taints.ts';

const podOf = (spec: Pod['spec']): Pod => ({
  ...{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' }, spec },
});
const nodeOf = (
  name: string,
  labels: Record<string, string>,
  taints: readonly Taint[] = [],
): Node => ({
  ...{ apiVersion: 'v1', kind: 'Node', metadata: { name, labels } },
  spec: { taints },
});

const GPU: Taint = { key: 'gpu', value: 'yes', effect: 'NoSchedule' };

/** Two Pods, two nodes, and what keeps them apart. */
export function directions(): string {
  const bears: readonly Toleration[] = [{ key: 'gpu', operator: 'Exists' }];
  const state = (
    title: string,
    train: Pod['spec'],
    taints: readonly Taint[],
  ): State => {
    const nodes = [nodeOf('gpu-1', { gpu: 'yes' }, taints), nodeOf('web-1', {})];
    const pods = [
      { name: 'web', pod: podOf({}) },
      { name: 'train', pod: podOf(train) },
    ];
    const body = nodes.map((node, i) => {
      const y = 8 + i * 70;
      const inside = pods.map(({ name, pod }, k) => {
        const may =
          untolerated(node.spec?.taints, pod.spec.tolerations) === undefined &&
          unmatched(pod, node) === undefined;
        const x = 18 + k * 66;
        const shape = podShape(x, y + 40) + words(x + 14, y + 44, name, 'small');
        return may ? shape : gone(shape) + cross(x, y + 40);
      });
      const label = node.metadata.name ?? '';
      const tainted =
        (node.spec?.taints ?? []).length > 0 ? `${label}, tainted` : label;
      return frame({ x: 2, y, w: 150, h: 58 }, tainted) + inside.join('');
    });
    return { title, w: 156, h: 140, body };
  };
  const wants = { nodeSelector: { gpu: 'yes' } };
  return strip(
    'Two nodes, gpu-1 and web-1, and where the Pods web and train may go. With a selector ' +
      'alone train is bound to gpu-1, and web may be there too. With a taint and a toleration ' +
      'alone web is kept out of gpu-1, and train may be on either. With both, web is on ' +
      'web-1 and train on gpu-1.',
    [
      state('a selector', wants, []),
      state('a taint', { tolerations: bears }, [GPU]),
      state('both', { ...wants, tolerations: bears }, [GPU]),
    ],
  );
}

/** Which toleration covers which taint. */
export function covers(): string {
  return frameOf(island);
}

/** Counts of soft taints, and the scores that they come to. */
export function soft(): string {
  const soft = (key: string): Taint => ({ key, effect: 'PreferNoSchedule' });
  const nodes = [[], [soft('old')], [soft('old'), soft('slow'), soft('far')]];
  const counts = nodes.map((taints) => intolerable(taints));
  const scores = normalized(counts, { reverse: true });
  const rows = counts.map((count, i) => {
    const y = 34 + i * 32;
    const score = scores[i] ?? 0;
    const width = Math.round(score * 1.4);
    return (
      words(2, y + 15, `node ${'abc'[i]}`) +
      words(74, y + 15, String(count), 'mid') +
      (score > 0 ? fresh(rect({ x: 116, y, w: width, h: 22 }, 3)) : '') +
      words(124 + width, y + 15, String(score), 'bold')
    );
  });
  return picture(
    320,
    132,
    'Node a has no soft taint and scores 100, node b has one and scores 67, node c has three ' +
      'and scores 0.',
    words(74, 18, 'soft taints', 'mid quiet'),
    words(116, 18, 'score', 'quiet'),
    ...rows,
  );
}

/** A node before, during and after its disk was full. */
export function pressure(): string {
  const gpu: Taint = { key: 'gpu', value: 'yes', effect: 'NoSchedule' };
  const told = (status: 'True' | 'False', taints: readonly Taint[]): Node => ({
    ...nodeOf('n', {}, taints),
    status: {
      conditions: [{ type: 'DiskPressure', status, lastTransitionTime: '' }],
    },
  });
  let taints: readonly Taint[] = [gpu];
  const states = (['False', 'True', 'False'] as const).map((status): State => {
    const before = taints;
    taints = reconciledTaints(told(status, before), '12:00');
    const rows = taints.map((taint, i) => {
      const name = taint.key.replace('node.kubernetes.io/', '');
      const drawn = box({ x: 8, y: 74 + i * 34, w: 134, h: 26 }, name);
      return before.includes(taint) ? drawn : fresh(drawn);
    });
    return {
      title: `DiskPressure ${status}`,
      w: 150,
      h: 144,
      body: [
        words(8, 28, 'condition', 'quiet'),
        words(8, 46, `DiskPressure=${status}`, 'small'),
        words(8, 66, 'taints', 'quiet'),
        ...rows,
      ],
    };
  });
  return strip(
    'A node that somebody has tainted gpu. While DiskPressure is False it has this taint ' +
      'alone. When it turns True, disk-pressure is added. When it turns False again, ' +
      'disk-pressure goes, and gpu stays.',
    states,
  );
}

/** Four nodes, two terms, and the nodes that one or the other holds for. */
export function terms(): string {
  const nodes = [
    nodeOf('a', { zone: 'east', disk: 'ssd' }),
    nodeOf('b', { zone: 'east', disk: 'hdd' }),
    nodeOf('c', { zone: 'west', disk: 'ssd' }),
    nodeOf('d', { zone: 'west', disk: 'hdd' }),
  ];
  const east = { key: 'zone', operator: 'In', values: ['east'] };
  const ssd = { key: 'disk', operator: 'In', values: ['ssd'] };
  const state = (title: string, all: readonly NodeSelectorTerm[]): State => ({
    title,
    ...{ w: 156, h: 132 },
    body: nodes.map((node, i) => {
      const { zone = '', disk = '' } = node.metadata.labels ?? {};
      const y = 6 + i * 31;
      const holds = all.some((term) => matchesTerm(term, node));
      const drawn = box({ x: 8, y, w: 138, h: 25 }, `${zone}, ${disk}`);
      return holds ? fresh(drawn) : drawn;
    }),
  });
  return strip(
    'Four nodes: east with ssd, east with hdd, west with ssd, west with hdd. One term that asks ' +
      'for east and for ssd holds for the first alone. Two terms, one for each, hold for the ' +
      'first three.',
    [
      state('one term', [{ matchExpressions: [east, ssd] }]),
      state('two terms', [
        { matchExpressions: [east] },
        { matchExpressions: [ssd] },
      ]),
    ],
  );
}
