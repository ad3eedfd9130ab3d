// Plays decisions: which nodes are looked at, what is kept of each, and which one it is.

import type { Decision, Plugin, Profile, Registry } from '#scheduler';
import type { Stage, Subject } from '../../core/scenario.ts';
import { type Faces, facesOf, nodeOf, podOf } from './decide.ts';

/** Pods that ask for nothing, one after the other, and many nodes. */
export interface SearchProgram {
  readonly nodes: number;
  readonly pods: number;
  /** Absent is adaptive. */
  readonly percent?: number;
  /** The same, of the profile. */
  readonly own?: number;
  /** Every so many-th node takes no new pods. */
  readonly closed?: number;
  /** To every other pod, from the first on, PreFilter leaves every so many-th alone. */
  readonly only?: number;
  /** A filter throws there. */
  readonly breaks?: number;
  /** The node that the pod is to have if it can. */
  readonly nominated?: number;
  /** `weighed`: a plugin more, which brings its scores to 0 to 100, with weight 3. */
  readonly scores?: 'default' | 'none' | 'weighed';
  /** Decides so often, and tells only which nodes it came to. */
  readonly lots?: number;
  /** Of so many nodes, how many are enough. */
  readonly sizes?: readonly number[];
}

const numberOf = (name: string): number => Number(name.slice(1));

/** Plugins that do what the program asks for, beside the default ones. */
function pluginsFor(program: SearchProgram): readonly Plugin[] {
  const { nodes, only, breaks, scores } = program;
  const plugins: Plugin[] = [];
  if (only !== undefined) {
    const names = Array.from({ length: nodes }, (_, i) => `n${i}`);
    const left = names.filter((_, i) => i % only === 0);
    const leaves = (name: string, those: readonly string[]): Plugin => {
      const nodeNames = new Set([...those, 'nobody']);
      const isMeant = (pod: string) => numberOf(pod) % 2 === 0;
      return {
        ...{ name },
        preFilter: (_state, { metadata }) =>
          isMeant(metadata.name ?? '') ? { nodeNames } : {},
      };
    };
    plugins.push(leaves('Only', left), leaves('ButLast', names.slice(0, -1)));
  }
  if (breaks !== undefined)
    plugins.push({
      name: 'Breaks',
      filter: (_state, _pod, { name }) => {
        if (numberOf(name) % breaks === breaks - 1)
          throw new Error(`${name} is broken`);
        return undefined;
      },
    });
  if (scores === 'weighed')
    plugins.push({
      ...{ name: 'Halves', score: (_state, _pod, { name }) => numberOf(name) % 2 },
      normalizeScore: (_state, _pod, raw) => raw.map((one) => 60 - one * 50),
    });
  return plugins;
}

function setupOf(faces: Faces, program: SearchProgram) {
  const own = pluginsFor(program);
  const made = own.map((plugin) => [plugin.name, () => plugin] as const);
  const registry: Registry = { ...faces.PLUGINS, ...Object.fromEntries(made) };
  const whole = faces.defaultProfile();
  const refs = own.map(({ name }) => ({ name, weight: 3 }));
  const none = { score: { enabled: [], disabled: ['*'] } };
  const profile: Profile = {
    ...whole,
    multiPoint: [...whole.multiPoint, ...refs],
    points: program.scores === 'none' ? none : {},
    ...(program.own === undefined ? {} : { percentageOfNodesToScore: program.own }),
  };
  return { registry, profile };
}

/** Decides for pods of no weight over the program's nodes. */
function deciderOf(
  subject: Subject,
  program: SearchProgram,
  world: Stage['world'],
) {
  const faces = facesOf(subject);
  const { nodes, percent = 0, closed = 0, nominated } = program;
  const { registry, profile } = setupOf(faces, program);
  const cache = new faces.Cache(world.clock);
  const has = { cpu: '4', memory: '8Gi', pods: '110' };
  for (let i = 0; i < nodes; i++)
    cache.setNode(nodeOf(`n${i}`, has, closed > 0 && i % closed === 0));
  const nothing = (): void => {};
  const framework = new faces.Framework(profile, registry, (its) => ({
    world,
    snapshot: () => cache.snapshot(),
    filter: (state, pod, node) => its.filter(state, pod, node),
    ...{ activate: nothing, allow: nothing, reject: nothing },
  }));
  const algorithm = new faces.Algorithm(world.chance, percent);
  const status = { nominatedNodeName: `n${nominated}` };
  return (name: string): Decision => {
    const pod = podOf(name);
    const asked = nominated === undefined ? pod : { ...pod, status };
    return algorithm.schedulePod(framework, asked, cache.snapshot());
  };
}

/** Which of equal nodes it is the lot decides: then only that it is one of them is told. */
function chosen({ node, feasible, totals }: Decision): string {
  if (node === undefined) return 'none';
  const best = Math.max(...totals);
  const ties = feasible.filter((_, i) => totals[i] === best);
  if (ties.length < 2) return node;
  const isBest = ties.some(({ name }) => name === node);
  return isBest ? `one of the best ${ties.length}, of ${best}` : `not the best`;
}

function told(decision: Decision) {
  const { feasible, refusals, scores, absent, preFilter, error } = decision;
  if (error !== undefined) return { broke: error.reasons.join(', ') };
  const names = feasible.map(({ name }) => name);
  const [first] = refusals;
  return {
    ...{ found: names.length, refused: refusals.size },
    ...{ first: names[0] ?? 'none', last: names.at(-1) ?? 'none' },
    ...(first && { says: `${first[0]}: ${first[1].plugin} ${first[1].code}` }),
    ...(absent && { absent: absent.reasons.join(', ') }),
    ...(preFilter && { preFilter: preFilter.reasons.join(', ') }),
    chosen: chosen(decision),
    by: scores.map(({ plugin }) => plugin),
  };
}

function wordsOf(program: SearchProgram): string {
  const { nodes, percent, own, closed, only, breaks, nominated, scores } = program;
  return [
    `${nodes} nodes`,
    ...(closed ? [`each ${closed}th of them closed`] : []),
    ...(only ? [`each ${only}th left to every other pod`] : []),
    ...(breaks ? [`each ${breaks}th breaks a filter`] : []),
    ...(nominated === undefined ? [] : [`n${nominated} nominated`]),
    ...(scores === undefined || scores === 'default' ? [] : [`scores: ${scores}`]),
    `${percent || 'adaptive'} percent`,
    ...(own === undefined ? [] : [`in the profile ${own || 'adaptive'}`]),
  ].join(', ');
}

/** Which nodes are looked at, decision by decision. */
export function playSearch(
  subject: Subject,
  program: SearchProgram,
  stage: Stage,
): void {
  if (program.lots !== undefined) {
    playLots(subject, program, stage);
    return;
  }
  for (const many of program.sizes ?? []) {
    const { numFeasibleNodesToFind: enoughOf } = facesOf(subject);
    stage.call(
      () => `how many of ${many} nodes are enough, ${wordsOf(program)}`,
      () => ({ enough: enoughOf(many, program.percent) }),
    );
  }
  const decide = deciderOf(subject, program, stage.world);
  let before: Decision | undefined;
  for (let i = 0; i < program.pods; i++)
    stage.call(
      () => `pod ${i + 1}, ${wordsOf(program)}`,
      () => {
        const decision = decide(`p${i}`);
        before ??= decision;
        return told(decision);
      },
    );
  if (program.pods === 1 || before === undefined) return;
  const first = before;
  stage.call(
    () => 'the first decision, looked at again',
    () => told(first),
  );
}

/** Every node of the best has its chance; of one seed it's the same ones. */
function playLots(subject: Subject, program: SearchProgram, stage: Stage): void {
  const { lots = 0 } = program;
  const draw = (seed: number): readonly string[] => {
    const own = stage.parts.world.createVirtualWorld({ seed });
    const decide = deciderOf(subject, program, own);
    return Array.from({ length: lots }, (_, i) => decide(`p${i}`).node ?? 'none');
  };
  const seed = stage.world.chance.integer(1, 1_000_000);
  stage.call(
    () => `${lots} pods, ${wordsOf(program)}`,
    () => {
      const nodes = draw(seed);
      const isSame = draw(seed).every((node, i) => node === nodes[i]);
      const isAlike = draw(seed + 1).every((node, i) => node === nodes[i]);
      const all = program.nodes > 4 ? {} : { all: [...new Set(nodes)].sort() };
      return {
        ...all,
        'alike with the same seed': isSame,
        'with another': isAlike,
      };
    },
  );
}
