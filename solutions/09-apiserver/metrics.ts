// What the server counts of itself, as Prometheus reads it. Names, labels and buckets are
// those of apiserver's pkg/endpoints/metrics/metrics.go in 1.36; of its forty, a few.
// Engine room: not told line by line. Chapter 09.

import type { Clock } from '#world';
import type { Filter, PathHandler, RequestContext, RequestInfo } from './types.ts';

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

/** What is counted of requests with the same labels. */
interface Series {
  readonly labels: string;
  /** How many were answered by each code. */
  readonly codes: Map<number, number>;
  readonly buckets: number[];
  sum: number;
  count: number;
}

export function createMetrics(
  clock: Clock,
  gauges: readonly Gauge[] = [],
): Metrics {
  const all = new Map<string, Series>();
  const filter: Filter = async (context, next) => {
    const began = clock.now();
    const answer = await next();
    const series = seriesOf(all, context);
    const { codes } = series;
    codes.set(answer.code, (codes.get(answer.code) ?? 0) + 1);
    // A watch has no end to be measured by.
    if (answer.stream === undefined) observe(series, (clock.now() - began) / 1_000);
    return answer;
  };
  const path: PathHandler = async () => ({
    code: 200,
    headers: { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' },
    body: [
      ...counter('apiserver_request_total', REQUESTS, all.values()),
      ...histogram('apiserver_request_duration_seconds', DURATIONS, all.values()),
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

/** What a request is counted as: not what its URL says, which may be anything. */
function seriesOf(all: Map<string, Series>, context: RequestContext): Series {
  const { info, query } = context;
  const [group, version, resource, part] = placeOf(context);
  const scope = scopeOf(info);
  const asked = query.has('dryRun') ? 'All' : '';
  const key = `${info.verb} ${group}/${version}/${resource}/${part} ${scope} ${asked}`;
  const known = all.get(key);
  if (known !== undefined) return known;
  const labels =
    `verb="${VERBS[info.verb] ?? info.verb.toUpperCase()}",dry_run="${asked}",` +
    `group="${group}",version="${version}",` +
    `resource="${resource}",subresource="${part}",scope="${scope}"`;
  const buckets = BUCKETS.map(() => 0);
  const made = { labels, codes: new Map(), buckets, sum: 0, count: 0 };
  all.set(key, made);
  return made;
}

function placeOf(
  context: RequestContext,
): readonly [string, string, string, string] {
  const { info, resource: row = UNKNOWN, subresource } = context;
  if (!info.isResourceRequest) return ['', '', '', ''];
  const part = info.subresource === '' ? '' : (subresource?.name ?? 'unknown');
  return [row.group, row.version, row.resource, part];
}

const UNKNOWN = { group: 'unknown', version: 'unknown', resource: 'unknown' };

function scopeOf({ isResourceRequest, name, namespace }: RequestInfo): string {
  if (!isResourceRequest) return '';
  if (name !== '') return 'resource';
  return namespace === '' ? 'cluster' : 'namespace';
}

function observe(series: Series, seconds: number): void {
  const { buckets } = series;
  const first = BUCKETS.findIndex((most) => seconds <= most);
  if (first >= 0) buckets[first] = (buckets[first] ?? 0) + 1;
  series.sum += seconds;
  series.count += 1;
}

function head(name: string, help: string, type: string): readonly string[] {
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`];
}

function counter(
  name: string,
  help: string,
  all: Iterable<Series>,
): readonly string[] {
  const lines = [...all].flatMap(({ labels, codes }) =>
    [...codes].map(([code, n]) => `${name}{${labels},code="${code}"} ${n}`),
  );
  return [...head(name, help, 'counter'), ...lines];
}

function histogram(
  name: string,
  help: string,
  all: Iterable<Series>,
): readonly string[] {
  const measured = [...all].filter(({ count }) => count > 0);
  const lines = measured.flatMap(({ labels, buckets, sum, count }) => {
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
