// The clock of a cluster whose time stands still until someone moves it: /debug/clock says
// what time it is, POST /debug/clock/advance moves it on.

import type { PathHandler } from '#apiserver';
import { badRequest } from '#objects';
import { millis, type VirtualClock } from '#world';

const LONGEST_S = 10 * 365 * 86_400;

export function clockPaths(
  clock: VirtualClock,
): Readonly<Record<string, PathHandler>> {
  // One after another: what two ask for at once adds up.
  let last: Promise<void> = Promise.resolve();
  return {
    '/debug/clock': async () => said(clock),
    '/debug/clock/advance': async ({ request }) => {
      const seconds = secondsOf(request.body);
      const turn = last.then(() => clock.advance(millis(seconds * 1_000)));
      last = turn.catch(() => undefined);
      await turn;
      return said(clock);
    },
  };
}

function said(clock: VirtualClock) {
  return {
    code: 200,
    headers: { 'content-type': 'application/json' },
    body: `${JSON.stringify({ now: new Date(clock.wall()).toISOString() })}\n`,
  };
}

/** @throws StatusError BadRequest if it is no number of seconds */
function secondsOf(body: Uint8Array | string = ''): number {
  const text = typeof body === 'string' ? body : new TextDecoder().decode(body);
  const { seconds } = parsed(text);
  const isRight =
    typeof seconds === 'number' && seconds >= 0 && seconds <= LONGEST_S;
  if (isRight) return seconds;
  throw badRequest('expected {"seconds": N}, a number from 0 on');
}

function parsed(text: string): { readonly seconds?: unknown } {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {};
  }
}
