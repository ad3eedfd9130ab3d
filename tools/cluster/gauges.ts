// What the process says of itself in /metrics, under the names that Prometheus' client
// libraries use, and what is under way at the doors.

import type { Gauge } from '#apiserver';
import type { Served } from '#apiserver/node';

export function processGauges(doors: readonly Served[]): readonly Gauge[] {
  const began = Date.now() / 1_000 - process.uptime();
  const one = (name: string, help: string, read: () => number): Gauge => ({
    ...{ name, help, values: () => ({ '': read() }) },
  });
  const sum = (read: (door: Served) => number): number =>
    doors.reduce((total, door) => total + read(door), 0);
  return [
    {
      name: 'apiserver_current_inflight_requests',
      help: 'Number of requests that are under way, per request kind.',
      values: () => ({
        'request_kind="mutating"': sum(({ inFlight }) => inFlight.mutating),
        'request_kind="readOnly"': sum(({ inFlight }) => inFlight.reading),
      }),
    },
    one(
      'apiserver_longrunning_requests',
      'Gauge of all active long-running apiserver requests.',
      () => sum(({ streams }) => streams),
    ),
    one(
      'process_start_time_seconds',
      'Start time of the process since unix epoch in seconds.',
      () => began,
    ),
    one('process_resident_memory_bytes', 'Resident memory size in bytes.', () =>
      process.memoryUsage.rss(),
    ),
    one(
      'process_cpu_seconds_total',
      'Total user and system CPU time spent in seconds.',
      () => {
        const { user, system } = process.cpuUsage();
        return (user + system) / 1e6;
      },
    ),
  ];
}
