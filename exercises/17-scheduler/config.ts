// KubeSchedulerConfiguration, kubescheduler.config.k8s.io/v1: profiles, and which plugins
// have a say in each. Kubernetes: pkg/scheduler/apis/config, v1/default_plugins.go
// (mergePlugins). Chapter 17. Engine room: not told line by line.

import type { Millis } from '#world';
import {
  DEFAULT_SCHEDULER,
  defaultMultiPoint,
  defaultProfile,
} from './defaults.ts';
import { EXTENSION_POINTS } from './profile.ts';
import type {
  ExtensionPoint,
  PluginRef,
  PluginSet,
  Profile,
  Registry,
} from './types.ts';

export interface SchedulerConfig {
  readonly profiles: readonly Profile[];
  /** 0 is adaptive. */
  readonly percentageOfNodesToScore: number;
  readonly initialBackoff?: Millis;
  readonly maxBackoff?: Millis;
}

const API_VERSION = 'kubescheduler.config.k8s.io/v1';
const KIND = 'KubeSchedulerConfiguration';

/** Said in a configuration, and of no weight here. */
const IGNORED: readonly string[] = [
  ...['apiVersion', 'kind', 'parallelism', 'leaderElection', 'clientConnection'],
  ...['enableProfiling', 'enableContentionProfiling', 'healthzBindAddress'],
  ...['metricsBindAddress', 'delayCacheUntilActive'],
];

type Values = Readonly<Record<string, unknown>>;

/** What stops the start: where it stands, and what is wrong with it. */
function wrong(path: string, says: string): Error {
  return new Error(`${KIND}: ${path}: ${says}`);
}

function record(value: unknown, path: string, names: readonly string[]): Values {
  if (value === undefined || value === null) return {};
  if (typeof value !== 'object' || Array.isArray(value))
    throw wrong(path, `expected an object, found ${JSON.stringify(value)}`);
  const fields = value as Values;
  const stray = Object.keys(fields).find((name) => !names.includes(name));
  if (stray === undefined) return fields;
  throw wrong(path, `unknown field ${JSON.stringify(stray)}`);
}

function list(value: unknown, path: string): readonly unknown[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value;
  throw wrong(path, `expected a list, found ${JSON.stringify(value)}`);
}

function text(value: unknown, path: string): string {
  if (typeof value === 'string' && value !== '') return value;
  throw wrong(path, `expected a name, found ${JSON.stringify(value)}`);
}

function whole(value: unknown, path: string, most: number): number | undefined {
  if (value === undefined || value === null) return undefined;
  if (Number.isInteger(value) && Number(value) >= 0 && Number(value) <= most)
    return Number(value);
  throw wrong(path, `expected 0 to ${most}, found ${JSON.stringify(value)}`);
}

/** A configuration from what a YAML or JSON file says. @throws Error where it can't be */
export function readConfig(parsed: unknown, registry: Registry): SchedulerConfig {
  const known = [
    ...IGNORED,
    ...['percentageOfNodesToScore', 'podInitialBackoffSeconds', 'extenders'],
    ...['podMaxBackoffSeconds', 'profiles'],
  ];
  const fields = record(parsed, 'configuration', known);
  if (fields.apiVersion !== API_VERSION || fields.kind !== KIND)
    throw wrong('apiVersion', `expected ${KIND} of ${API_VERSION}`);
  if (list(fields.extenders, 'extenders').length > 0)
    throw wrong('extenders', 'there are none here');
  const percent = whole(
    fields.percentageOfNodesToScore,
    'percentageOfNodesToScore',
    100,
  );
  const initial = seconds(
    fields.podInitialBackoffSeconds,
    'podInitialBackoffSeconds',
  );
  const max = seconds(fields.podMaxBackoffSeconds, 'podMaxBackoffSeconds');
  if ((initial ?? 1_000) > (max ?? 10_000))
    throw wrong(
      'podMaxBackoffSeconds',
      'must not be below podInitialBackoffSeconds',
    );
  return {
    profiles: profilesOf(fields.profiles, registry),
    percentageOfNodesToScore: percent ?? 0,
    ...(initial === undefined ? {} : { initialBackoff: initial }),
    ...(max === undefined ? {} : { maxBackoff: max }),
  };
}

function seconds(value: unknown, path: string): Millis | undefined {
  const count = whole(value, path, 1_000_000);
  if (count === 0) throw wrong(path, 'must be above 0');
  return count === undefined ? undefined : count * 1_000;
}

function profilesOf(value: unknown, registry: Registry): readonly Profile[] {
  const profiles = list(value, 'profiles').map((item, i) =>
    profileOf(item, `profiles[${i}]`, registry),
  );
  if (profiles.length === 0) return [defaultProfile(registry)];
  const names = profiles.map(({ schedulerName }) => schedulerName);
  const twice = names.find((name, i) => names.indexOf(name) < i);
  if (twice === undefined) return profiles;
  throw wrong('profiles', `schedulerName ${JSON.stringify(twice)} stands twice`);
}

function profileOf(value: unknown, path: string, registry: Registry): Profile {
  const names = [
    'schedulerName',
    'plugins',
    'pluginConfig',
    'percentageOfNodesToScore',
  ];
  const fields = record(value, path, names);
  const at = `${path}.percentageOfNodesToScore`;
  const percent = whole(fields.percentageOfNodesToScore, at, 100);
  const { schedulerName = DEFAULT_SCHEDULER } = fields;
  const places = ['multiPoint', ...EXTENSION_POINTS];
  const plugins = record(fields.plugins, `${path}.plugins`, places);
  const points: Partial<Record<ExtensionPoint, PluginSet>> = {};
  for (const point of EXTENSION_POINTS)
    if (plugins[point] !== undefined)
      points[point] = setOf(plugins[point], `${path}.plugins.${point}`);
  const multiPoint = setOf(plugins.multiPoint, `${path}.plugins.multiPoint`);
  return {
    schedulerName: text(schedulerName, `${path}.schedulerName`),
    multiPoint: merged(defaultMultiPoint(registry), multiPoint),
    ...{ points, args: argsOf(fields.pluginConfig, `${path}.pluginConfig`) },
    ...(percent === undefined ? {} : { percentageOfNodesToScore: percent }),
  };
}

function setOf(value: unknown, path: string): PluginSet {
  const fields = record(value, path, ['enabled', 'disabled']);
  const refs = (name: 'enabled' | 'disabled'): readonly PluginRef[] =>
    list(fields[name], `${path}.${name}`).map((item, i) => {
      const at = `${path}.${name}[${i}]`;
      const ref = record(item, at, ['name', 'weight']);
      const weight = whole(ref.weight, `${at}.weight`, 1_000_000);
      const named = { name: text(ref.name, `${at}.name`) };
      return weight === undefined ? named : { ...named, weight };
    });
  const disabled = refs('disabled').map(({ name }) => name);
  return { enabled: refs('enabled'), disabled };
}

/** The defaults that are not switched off, one named again in its place; then the rest. */
function merged(
  defaults: readonly PluginRef[],
  { enabled, disabled }: PluginSet,
): readonly PluginRef[] {
  const kept = disabled.includes('*')
    ? []
    : defaults.filter(({ name }) => !disabled.includes(name));
  const again = (name: string) => enabled.find((ref) => ref.name === name);
  return [
    ...kept.map((ref) => again(ref.name) ?? ref),
    ...enabled.filter(({ name }) => !kept.some((ref) => ref.name === name)),
  ];
}

function argsOf(value: unknown, path: string): Readonly<Record<string, unknown>> {
  const args = new Map<string, unknown>();
  for (const [i, item] of list(value, path).entries()) {
    const fields = record(item, `${path}[${i}]`, ['name', 'args']);
    const name = text(fields.name, `${path}[${i}].name`);
    if (args.has(name)) throw wrong(`${path}[${i}]`, `${name} stands twice`);
    args.set(name, fields.args);
  }
  return Object.fromEntries(args);
}
