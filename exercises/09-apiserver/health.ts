// Whether the server is well: /livez, that it runs; /readyz, that it can serve; /healthz,
// their older name. Texts of apiserver's pkg/server/healthz/healthz.go in 1.36.
// Engine room: not told line by line. Chapter 09.

import type { ApiResponse, PathHandler } from './types.ts';

/** Says what is wrong, or nothing. A caller is not told what: anyone may ask. */
export interface HealthCheck {
  readonly name: string;
  check(): string | undefined;
}

/** One path for all checks, and one below it for each: `/readyz/etcd`. */
export function healthPaths(
  name: 'healthz' | 'livez' | 'readyz',
  checks: readonly HealthCheck[],
): Readonly<Record<string, PathHandler>> {
  const paths: Record<string, PathHandler> = {
    [`/${name}`]: async ({ query }) => all(name, checks, query),
  };
  for (const each of checks)
    paths[`/${name}/${each.name}`] = async () => {
      const fault = each.check();
      if (fault === undefined) return text(200, 'ok');
      return text(500, `internal server error: ${fault}\n`);
    };
  return paths;
}

/** What every server has. */
export const PING: HealthCheck = { name: 'ping', check: () => undefined };

function all(
  name: string,
  checks: readonly HealthCheck[],
  query: URLSearchParams,
): ApiResponse {
  const excluded = new Set(query.getAll('exclude'));
  const lines: string[] = [];
  let isWell = true;
  for (const each of checks) {
    if (excluded.delete(each.name)) {
      lines.push(`[+]${each.name} excluded: ok\n`);
    } else if (each.check() === undefined) {
      lines.push(`[+]${each.name} ok\n`);
    } else {
      isWell = false;
      lines.push(`[-]${each.name} failed: reason withheld\n`);
    }
  }
  if (excluded.size > 0) {
    const names = [...excluded].sort().map((each) => JSON.stringify(each));
    lines.push(
      'warn: some health checks cannot be excluded: no matches for ' +
        `${names.join(',')}\n`,
    );
  }
  const said = lines.join('');
  if (!isWell) return text(500, `${said}${name} check failed\n`);
  return text(200, query.has('verbose') ? `${said}${name} check passed\n` : 'ok');
}

function text(code: number, body: string): ApiResponse {
  return {
    code,
    headers: {
      'content-type': 'text/plain; charset=utf-8',
      'x-content-type-options': 'nosniff',
    },
    body,
  };
}
