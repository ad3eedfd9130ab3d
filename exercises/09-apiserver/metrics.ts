// What the server counts of itself, as Prometheus reads it. Names, labels and buckets are
// those of apiserver's pkg/endpoints/metrics/metrics.go in 1.36; of its forty, a few.
// Engine room: not told line by line. Chapter 09.

import type { Clock } from '#world';
import type { Filter, PathHandler, RequestInfo } from './types.ts';

/** In seconds. */
const BUCKETS = [
  ...[0.005, 0.025, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 1, 1.25, 1.5, 2, 3, 4, 5],
  ...[6, 8, 10, 15, 20, 30, 45, 60],
];
const VERBS: Readonly<Record<string, string>> = {
  create: 'POST',
  update: 'PUT',
};

/** A number that is read when someone asks: its name, its help, its value by labels. */
export interface Gauge {
  readonly name: string;
  readonly help: string;
  values(): Readonly<Record<string, number>>;
}

export interface Metrics {
  /** Counts each request that passes, and how long it took to be answered. */
  readonly filter: Filter;
  readonly path: PathHandler;
}

interface Durations {
  readonly buckets: number[];
  sum: number;
  count: number;
}

export function createMetrics(
  clock: Clock,
  gauges: readonly Gauge[] = [],
): Metrics {
  const requests = new Map<string, number>();
  const durations = new Map<string, Durations>();
  const filter: Filter = async ({ info, query }, next) => {
    const began = clock.now();
    const answer = await next();
    const labels = labelsOf(info, query);
    const counted = `${labels},code="${answer.code}"`;
    requests.set(counted, (requests.get(counted) ?? 0) + 1);
    // A watch has no end to be measured by.
    if (answer.stream === undefined)
      observe(durations, labels, (clock.now() - began) / 1_000);
    return answer;
  };
  const path: PathHandler = async () => ({
    code: 200,
    headers: { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' },
    body: [
      ...counter('apiserver_request_total', REQUESTS, requests),
      ...histogram('apiserver_request_duration_seconds', DURATIONS, durations),
      ...gauges.flatMap(gauge),
      '',
    ].join('\n'),
  });
  return { filter, path };
}

const REQUESTS =
  'Counter of apiserver requests broken out for each verb, group, version, ' +
  'resource, scope and HTTP response code.';
const DURATIONS =
  'Response latency distribution in seconds for each verb, group, version, ' +
  'resource, subresource and scope.';

function labelsOf(info: RequestInfo, query: URLSearchParams): string {
  const { verb, group, version, resource, subresource } = info;
  const scope = scopeOf(info);
  const asked = query.has('dryRun') ? 'All' : '';
  return (
    `verb="${VERBS[verb] ?? verb.toUpperCase()}",dry_run="${asked}",` +
    `group="${label(group)}",version="${label(version)}",` +
    `resource="${label(resource)}",subresource="${label(subresource)}",scope="${scope}"`
  );
}

function scopeOf({ isResourceRequest, name, namespace }: RequestInfo): string {
  if (!isResourceRequest) return '';
  if (name !== '') return 'resource';
  return namespace === '' ? 'cluster' : 'namespace';
}

/** What comes from a URL may hold anything, and is kept for good: so only what is a name. */
function label(text: string): string {
  return /^[a-z0-9.-]{0,63}$/.test(text) ? text : 'unknown';
}

function observe(
  durations: Map<string, Durations>,
  labels: string,
  seconds: number,
): void {
  const of = durations.get(labels) ?? {
    ...{ buckets: BUCKETS.map(() => 0), sum: 0, count: 0 },
  };
  durations.set(labels, of);
  const first = BUCKETS.findIndex((most) => seconds <= most);
  if (first >= 0) of.buckets[first] = (of.buckets[first] ?? 0) + 1;
  of.sum += seconds;
  of.count += 1;
}

function head(name: string, help: string, type: string): readonly string[] {
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`];
}

function counter(
  name: string,
  help: string,
  values: ReadonlyMap<string, number>,
): readonly string[] {
  const lines = [...values].map(([labels, value]) => `${name}{${labels}} ${value}`);
  return [...head(name, help, 'counter'), ...lines];
}

function histogram(
  name: string,
  help: string,
  values: ReadonlyMap<string, Durations>,
): readonly string[] {
  const lines = [...values].flatMap(([labels, { buckets, sum, count }]) => {
    let below = 0;
    const bars = BUCKETS.map((most, i) => {
      below += buckets[i] ?? 0;
      return `${name}_bucket{${labels},le="${most}"} ${below}`;
    });
    return [
      ...bars,
      `${name}_bucket{${labels},le="+Inf"} ${count}`,
      `${name}_sum{${labels}} ${sum}`,
      `${name}_count{${labels}} ${count}`,
    ];
  });
  return [...head(name, help, 'histogram'), ...lines];
}

function gauge({ name, help, values }: Gauge): readonly string[] {
  const lines = Object.entries(values()).map(([labels, value]) =>
    labels === '' ? `${name} ${value}` : `${name}{${labels}} ${value}`,
  );
  return [...head(name, help, 'gauge'), ...lines];
}
