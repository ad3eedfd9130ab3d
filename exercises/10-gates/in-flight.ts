// How much is served at once. apiserver: pkg/server/filters/maxinflight.go in 1.36; its
// successor, priority and fairness, is not made here. Chapter 10.
// Engine room: not told line by line.

import type { Filter, RequestContext } from '#apiserver';
import { tooManyRequests } from '#objects';
import { MASTERS } from './identity.ts';

/** --max-requests-inflight: reads. */
export const MAX_READS: number = 400;
/** --max-mutating-requests-inflight: writes. */
export const MAX_WRITES: number = 200;

const READS: ReadonlySet<string> = new Set(['get', 'list', 'watch']);
const LONG_PARTS: ReadonlySet<string> = new Set([
  ...['attach', 'exec', 'log', 'portforward', 'proxy'],
]);

/** Refuses with 429 what is one too many; what is meant to last isn't counted. */
export function maxInFlight(reads: number, writes: number): Filter {
  const serving = { reads: 0, writes: 0 };
  return async (context, next) => {
    if (isLong(context)) return next();
    const isRead = READS.has(context.info.verb);
    const kind = isRead ? 'reads' : 'writes';
    if (serving[kind] >= (isRead ? reads : writes)) {
      // The server's own requests, and those of who has to mend it, get an answer.
      if (context.user.groups.includes(MASTERS)) return next();
      throw tooManyRequests('Too many requests, please try again later.', 1);
    }
    serving[kind]++;
    try {
      return await next();
    } finally {
      serving[kind]--;
    }
  };
}

function isLong({ info }: RequestContext): boolean {
  return info.verb === 'watch' || LONG_PARTS.has(info.subresource);
}
