// What a reader of chapter 17 plays with: one Pod, four nodes, and the decision between
// them, made by the chapter's own decider.

import {
  createDecider,
  type Decision,
  defaultProfile,
  type Node,
  type Pod,
  type Profile,
} from '#scheduler';
import { createVirtualWorld } from '#world';
import type { Island, State as Stand, View } from '../../site/island/island.ts';
import {
  box,
  cross,
  fresh,
  gone,
  type State,
  strip,
  words,
} from '../../site/press/drawing.ts';

type Names = 'cpu' | 'memory' | 'cordoned' | 'strategy' | 'fit' | 'balance';
type Settings = Stand<Names>['set'];

const FIT = 'NodeResourcesFit';
const BALANCE = 'NodeResourcesBalancedAllocation';
const STRATEGIES = ['LeastAllocated', 'MostAllocated'];

const nodeOf = (name: string, cpu: string, unschedulable = false): Node => ({
  ...{ apiVersion: 'v1', kind: 'Node', metadata: { name } },
  ...{ spec: { unschedulable } },
  status: { allocatable: { cpu, memory: '8Gi', pods: '110' } },
});

function podOf(name: string, cpu: string, memory: string, nodeName = ''): Pod {
  return {
    ...{ apiVersion: 'v1', kind: 'Pod' },
    metadata: { namespace: 'default', name, uid: name },
    spec: {
      schedulerName: 'default-scheduler',
      containers: [{ resources: { requests: { cpu, memory } } }],
      ...(nodeName === '' ? {} : { nodeName }),
    },
  };
}

/** The default profile, with another strategy and other weights. */
function profileOf({ strategy, fit, balance }: Settings): Profile {
  const profile = defaultProfile();
  const weights = new Map([
    [FIT, fit],
    [BALANCE, balance],
  ]);
  const multiPoint = profile.multiPoint.map((ref) => {
    const weight = weights.get(ref.name);
    return weight === undefined ? ref : { ...ref, weight };
  });
  const resources = ['cpu', 'memory'].map((name) => ({ name, weight: 1 }));
  const scoringStrategy = { type: STRATEGIES[strategy] ?? '', resources };
  return { ...profile, multiPoint, args: { [FIT]: { scoringStrategy } } };
}

function decideFor(set: Settings, nodes: readonly Node[]): Decision {
  const pods = [podOf('old', '2', '1Gi', 'n1')];
  const profile = profileOf(set);
  const world = createVirtualWorld({ seed: 1 });
  const { decide } = createDecider(world, { nodes, pods, profile });
  return decide(podOf('web', `${set.cpu}m`, `${set.memory}Gi`));
}

const nodesOf = ({ cordoned }: Settings): readonly Node[] => [
  nodeOf('n1', '4'),
  nodeOf('n2', '4', cordoned === 1),
  nodeOf('n3', '1'),
  nodeOf('n4', '4'),
];

type Phase = 'filter' | 'score' | 'choose';

/** The nodes after a phase. */
function show(title: string, phase: Phase, { found, names }: Found): State {
  const { refusals, feasible, totals, node: chosen } = found;
  const body = names.flatMap((name, i) => {
    const y = 4 + i * 32;
    const node = box({ x: 2, y, w: 50, h: 26 }, name);
    const why = refusals.get(name)?.plugin;
    if (why !== undefined) {
      const said = phase === 'filter' ? words(66, y + 18, why, 'quiet') : '';
      return gone(node, cross(58, y + 13)) + said;
    }
    const at = feasible.findIndex((one) => one.name === name);
    const score = words(62, y + 18, String(totals[at] ?? ''), 'mono');
    if (phase === 'filter') return node;
    if (phase === 'score') return node + fresh(score);
    return name === chosen ? fresh(node) + score : node + score;
  });
  return { title, w: 196, h: 132, body };
}

interface Found {
  readonly found: Decision;
  readonly names: readonly string[];
}

function view({ set }: Stand<Names>): View {
  const nodes = nodesOf(set);
  const found = decideFor(set, nodes);
  const names = nodes.map(({ metadata }) => metadata.name ?? '');
  const says = sentence(found);
  const all = { found, names };
  return {
    picture: strip(says, [
      show('Filter', 'filter', all),
      show('Score', 'score', all),
      show('Choose', 'choose', all),
    ]),
    head: ['node', 'sum', 'fit', 'balance', 'filter'],
    rows: names.map((name) => rowOf(name, found)),
    ...{ says, steps: 0, now: '' },
  };
}

function rowOf(name: string, found: Decision): readonly string[] {
  const { refusals, feasible, scores, totals, node } = found;
  const refusal = refusals.get(name);
  if (refusal !== undefined)
    return [name, '', '', '', `✗ ${refusal.reasons.join(', ')}`];
  const at = feasible.findIndex((one) => one.name === name);
  const given = (plugin: string): string => {
    const one = scores.find((each) => each.plugin === plugin);
    return one === undefined ? '–' : `${one.normalized[at]}×${one.weight}`;
  };
  const sum = `${totals[at] ?? ''} ${name === node ? '✓' : ''}`;
  return [name, sum.trim(), given(FIT), given(BALANCE), '✓'];
}

function sentence({ refusals, feasible, totals, node }: Decision): string {
  const no = [...refusals].map(([name, { plugin }]) => `${name} by ${plugin}`);
  const refused =
    no.length === 0 ? 'no node is refused' : `refused: ${no.join(', ')}`;
  const sums = feasible.map(({ name }, i) => `${name} ${totals[i] ?? ''}`.trim());
  const scored = totals.length === 0 ? '' : ` Score: ${sums.join(', ')}.`;
  const best = totals.filter((total) => total === Math.max(...totals));
  const chosen = node ?? 'none, the Pod waits';
  const lot = best.length > 1 ? ', by lot' : '';
  return `Filter: ${refused}.${scored} Choose: ${chosen}${lot}.`;
}

/** Four nodes: some are refused, the others scored, one is chosen. */
export const phases: Island<Names> = {
  title: 'A Pod, and which node it gets',
  settings: {
    cpu: {
      label: 'The Pod asks for CPU',
      min: 0,
      max: 4_000,
      step: 250,
      unit: 'm',
    },
    memory: { label: 'The Pod asks for memory', min: 0, max: 8, unit: 'Gi' },
    strategy: { label: `Strategy of ${FIT}`, min: 0, max: 1, options: STRATEGIES },
    cordoned: {
      ...{ label: 'Node n2', min: 0, max: 1 },
      options: ['takes Pods', 'is cordoned'],
    },
    fit: { label: 'Weight of fit', min: 1, max: 10 },
    balance: { label: 'Weight of balance', min: 1, max: 10 },
  },
  moves: {},
  start: {
    set: { cpu: 2_000, memory: 1, strategy: 0, cordoned: 1, fit: 1, balance: 1 },
    ...{ moves: [], at: 0 },
  },
  view,
};
