// Framework: the plugins of one profile, and how they are asked. Kubernetes:
// pkg/scheduler/framework/runtime/framework.go. Chapter 17.
// Engine room: not told line by line.

import type { CycleState } from './cycle-state.ts';
import type { Pod } from './objects.ts';
import { expand, makePlugins, weightsOf } from './profile.ts';
import { SKIP, statusOfError, unresolvable } from './status.ts';
import type {
  ExtensionPoint,
  Handle,
  NodeInfo,
  Plugin,
  PreFilterResult,
  Profile,
  Registry,
  Snapshot,
  Status,
  Verdict,
} from './types.ts';

/** What one score plugin gave the nodes, in the order in which they were asked. */
export interface PluginScores {
  readonly plugin: string;
  readonly weight: number;
  readonly raw: readonly number[];
  readonly normalized: readonly number[];
}

/** What PreFilter says: no, or only these nodes, and who said so. */
export interface PreFiltered {
  readonly status?: Status;
  readonly nodeNames?: ReadonlySet<string>;
  readonly plugins: readonly string[];
}

export class Framework {
  readonly profile: Profile;
  readonly #points: ReadonlyMap<ExtensionPoint, readonly Plugin[]>;
  readonly #plugins: ReadonlyMap<string, Plugin>;
  readonly #weights: ReadonlyMap<string, number>;

  /** @throws Error if a plugin is not in the registry, or its arguments can't be */
  constructor(profile: Profile, registry: Registry, handle: HandleFor) {
    this.profile = profile;
    this.#plugins = makePlugins(profile, registry, handle(this));
    this.#points = expand(profile, this.#plugins);
    this.#weights = weightsOf(profile);
  }

  /** The plugins of an extension point, in the order in which they are asked. */
  at(point: ExtensionPoint): readonly Plugin[] {
    return this.#points.get(point) ?? [];
  }

  plugin(name: string): Plugin | undefined {
    return this.#plugins.get(name);
  }

  /** Asks all, unless one says no for ever; what each leaves is what all leave. */
  preFilter(state: CycleState, pod: Pod, snapshot: Snapshot): PreFiltered {
    let refused: Status | undefined;
    let nodeNames: ReadonlySet<string> | undefined;
    const plugins: string[] = [];
    for (const plugin of this.at('preFilter')) {
      const { status, nodeNames: left } = this.#ask(plugin, () =>
        plugin.preFilter?.(state, pod, snapshot),
      );
      if (status?.code === 'Skip') state.skippedFilters.add(plugin.name);
      else if (status !== undefined) {
        if (status.code !== 'Unschedulable') return { status, plugins };
        refused = status;
      }
      if (left === undefined) continue;
      plugins.push(plugin.name);
      nodeNames = both(nodeNames, left);
      if (nodeNames.size === 0) return { status: nowhere(plugins), plugins };
    }
    if (refused !== undefined) return { status: refused, plugins };
    return nodeNames === undefined ? { plugins } : { nodeNames, plugins };
  }

  #ask(plugin: Plugin, ask: () => PreFilterResult | undefined): PreFilterResult {
    try {
      const { status, ...rest } = ask() ?? {};
      if (status === undefined) return rest;
      return { ...rest, status: { ...status, plugin: plugin.name } };
    } catch (error) {
      return { status: statusOfError(error, plugin.name) };
    }
  }

  /** The filters that this cycle asks. */
  filters(state: CycleState): readonly Plugin[] {
    return this.at('filter').filter(({ name }) => !state.skippedFilters.has(name));
  }

  /** One after the other: the first that refuses has spoken for all. */
  filter(state: CycleState, pod: Pod, node: NodeInfo): Verdict {
    return firstRefusal(this.filters(state), state, pod, node);
  }

  /** What each plugin gives each node. @throws Error if a score is not from 0 to 100 */
  score(
    state: CycleState,
    pod: Pod,
    nodes: readonly NodeInfo[],
  ): readonly PluginScores[] {
    for (const plugin of this.at('preScore')) {
      const status = plugin.preScore?.(state, pod, nodes);
      if (status?.code === 'Skip') state.skippedScores.add(plugin.name);
      else if (status !== undefined)
        throw new Error(`${plugin.name}: ${status.reasons.join(', ')}`);
    }
    const scores: PluginScores[] = [];
    for (const plugin of this.at('score')) {
      if (state.skippedScores.has(plugin.name)) continue;
      const raw = nodes.map((node) => plugin.score?.(state, pod, node) ?? 0);
      const normalized = plugin.normalizeScore?.(state, pod, raw) ?? raw;
      checkScores(plugin.name, normalized);
      const weight = this.#weights.get(plugin.name) ?? 1;
      scores.push({ plugin: plugin.name, weight, raw, normalized });
    }
    return scores;
  }

  /** The first that does not take it ends it. */
  reserve(state: CycleState, pod: Pod, node: string): Verdict {
    for (const plugin of this.at('reserve')) {
      const status = this.#try(plugin, () => plugin.reserve?.(state, pod, node));
      if (status !== undefined) return status;
    }
    return undefined;
  }

  unreserve(state: CycleState, pod: Pod, node: string): void {
    for (const plugin of [...this.at('reserve')].reverse())
      plugin.unreserve?.(state, pod, node);
  }

  #try(plugin: Plugin, ask: () => Verdict): Verdict {
    try {
      const status = ask();
      return status && { ...status, plugin: plugin.name };
    } catch (error) {
      return statusOfError(error, plugin.name);
    }
  }

  /**
   * PreBind of all, then Bind of the first that does not leave it to the next, and
   * then PostBind, which can't change anything any more. Skip: nobody has taken it.
   */
  async bind(state: CycleState, pod: Pod, node: string): Promise<Verdict> {
    for (const plugin of this.at('preBind')) {
      const status = await this.#wait(plugin, 'PreBind', () =>
        plugin.preBind?.(state, pod, node),
      );
      if (status !== undefined) return status;
    }
    let status: Verdict = SKIP;
    for (const plugin of this.at('bind')) {
      status = await this.#wait(plugin, 'Bind', () =>
        plugin.bind?.(state, pod, node),
      );
      if (status?.code !== 'Skip') break;
    }
    if (status !== undefined) return status;
    for (const plugin of this.at('postBind'))
      this.#try(plugin, () => void plugin.postBind?.(state, pod, node));
    return undefined;
  }

  async #wait(
    plugin: Plugin,
    point: string,
    ask: () => Promise<Verdict> | undefined,
  ): Promise<Verdict> {
    try {
      const status = await ask();
      return status && { ...status, plugin: plugin.name };
    } catch (error) {
      const { reasons, ...status } = statusOfError(error, plugin.name);
      const [reason = ''] = reasons;
      const text = `running ${point} plugin "${plugin.name}": ${reason}`;
      return { ...status, reasons: [text] };
    }
  }

  preEnqueue(pod: Pod): Verdict {
    for (const plugin of this.at('preEnqueue')) {
      const status = this.#try(plugin, () => plugin.preEnqueue?.(pod));
      if (status !== undefined) return status;
    }
    return undefined;
  }
}

/** A handle for the plugins of this framework. */
export type HandleFor = (framework: Framework) => Handle;

/** The first of the filters that refuses. */
export function firstRefusal(
  filters: readonly Plugin[],
  state: CycleState,
  pod: Pod,
  node: NodeInfo,
): Verdict {
  for (const plugin of filters) {
    let status: Verdict;
    try {
      status = plugin.filter?.(state, pod, node);
    } catch (error) {
      return statusOfError(error, plugin.name);
    }
    if (status !== undefined) return { ...status, plugin: plugin.name };
  }
  return undefined;
}

function both(
  some: ReadonlySet<string> | undefined,
  others: ReadonlySet<string>,
): ReadonlySet<string> {
  if (some === undefined) return others;
  return new Set([...others].filter((name) => some.has(name)));
}

function nowhere(plugins: readonly string[]): Status {
  const many = plugins.length > 1;
  const names = many
    ? `s [${[...plugins].sort().join(' ')}]`
    : ` ${plugins[0] ?? ''}`;
  const simultaneously = many ? ' simultaneously' : '';
  const reason = `node(s) didn't satisfy plugin${names}${simultaneously}`;
  return { ...unresolvable(reason), plugin: plugins.at(-1) ?? '' };
}

function checkScores(plugin: string, scores: readonly number[]): void {
  for (const score of scores)
    if (!Number.isInteger(score) || score < 0 || score > 100)
      throw new Error(
        `plugin "${plugin}" returns an invalid score ${score}, it should in the ` +
          'range of [0, 100] after normalizing',
      );
}
