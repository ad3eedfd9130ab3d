// From a profile to the plugins of each extension point. Kubernetes:
// pkg/scheduler/framework/runtime/framework.go (expandMultiPointPlugins). Chapter 17.
// Engine room: not told line by line.

import type {
  ExtensionPoint,
  Handle,
  Plugin,
  PluginRef,
  Profile,
  Registry,
} from './types.ts';

/** Each extension point, and what a plugin has that has a say there. */
const POINTS: Readonly<Record<ExtensionPoint, keyof Plugin>> = {
  ...{ preEnqueue: 'preEnqueue', queueSort: 'less', preFilter: 'preFilter' },
  ...{ filter: 'filter', postFilter: 'postFilter', preScore: 'preScore' },
  ...{ score: 'score', reserve: 'reserve', permit: 'permit' },
  ...{ preBind: 'preBind', bind: 'bind', postBind: 'postBind' },
};

/** The names of all extension points. */
export const EXTENSION_POINTS: readonly ExtensionPoint[] = Object.keys(
  POINTS,
) as ExtensionPoint[];

/** @throws Error if a plugin is not there, or does not understand its arguments */
export function makePlugins(
  profile: Profile,
  registry: Registry,
  handle: Handle,
): ReadonlyMap<string, Plugin> {
  const refs = [
    ...profile.multiPoint,
    ...Object.values(profile.points).flatMap(({ enabled }) => enabled),
  ];
  for (const name of Object.keys(profile.args)) factoryOf(registry, name);
  const made = new Map<string, Plugin>();
  for (const { name } of refs) {
    if (made.has(name)) continue;
    made.set(name, factoryOf(registry, name)(profile.args[name], handle));
  }
  return made;
}

function factoryOf(registry: Registry, name: string) {
  const factory = Object.hasOwn(registry, name) ? registry[name] : undefined;
  if (factory !== undefined) return factory;
  throw new Error(`scheduler: there is no plugin called ${JSON.stringify(name)}`);
}

/**
 * First those that are named at the point and by multiPoint, as the point has them; then
 * the others of multiPoint that have something to say there; then the others of the point.
 */
export function expand(
  profile: Profile,
  plugins: ReadonlyMap<string, Plugin>,
): ReadonlyMap<ExtensionPoint, readonly Plugin[]> {
  const all = new Map<ExtensionPoint, readonly Plugin[]>();
  for (const point of EXTENSION_POINTS) {
    const { enabled = [], disabled = [] } = profile.points[point] ?? {};
    const own = enabled.map(({ name }) => name);
    const shared = profile.multiPoint.map(({ name }) => name);
    const by = disabled.includes('*')
      ? []
      : shared.filter((name) => !disabled.includes(name) && !own.includes(name));
    const names = [
      ...own.filter((name) => shared.includes(name)),
      ...by.filter((name) => isAt(plugins.get(name), point)),
      ...own.filter((name) => !shared.includes(name)),
    ];
    all.set(
      point,
      names.map((name) => checked(plugins.get(name), point, name)),
    );
  }
  const { schedulerName } = profile;
  const [sorts = [], binds = []] = [all.get('queueSort'), all.get('bind')];
  if (sorts.length !== 1)
    throw new Error(
      `profile ${schedulerName}: expected one queueSort plugin, found ${sorts.length}`,
    );
  if (binds.length === 0)
    throw new Error(`profile ${schedulerName}: at least one bind plugin is needed`);
  return all;
}

function isAt(plugin: Plugin | undefined, point: ExtensionPoint): boolean {
  return plugin?.[POINTS[point]] !== undefined;
}

function checked(
  plugin: Plugin | undefined,
  point: ExtensionPoint,
  name: string,
): Plugin {
  if (plugin !== undefined && isAt(plugin, point)) return plugin;
  throw new Error(`plugin ${JSON.stringify(name)} does not extend ${point} plugin`);
}

/** What is said at score comes before what is said by multiPoint. */
export function weightsOf(profile: Profile): ReadonlyMap<string, number> {
  const weights = new Map<string, number>();
  const refs: readonly PluginRef[] = [
    ...(profile.points.score?.enabled ?? []),
    ...profile.multiPoint,
  ];
  for (const { name, weight } of refs)
    if (!weights.has(name)) weights.set(name, weight || 1);
  return weights;
}
