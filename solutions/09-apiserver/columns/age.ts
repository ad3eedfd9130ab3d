// How long ago, in the two or three characters that a column has room for.
// Source: k8s.io/apimachinery pkg/util/duration/duration.go (HumanDuration), 1.36; of times,
// k8s.io/kubernetes pkg/printers/internalversion/printers.go (translateTimestampSince).
// Engine room: not told line by line. Chapter 09.

import { millisOf } from '#objects';

/** Milliseconds since 1970 of a time in RFC 3339, if it is one. */
export function timeOf(text: unknown): number | undefined {
  const time = typeof text === 'string' ? millisOf(text) : Number.NaN;
  return Number.isNaN(time) ? undefined : time;
}

/** `<unknown>` if there is no time, otherwise how long it is ago. */
export function since(time: unknown, now: number): string {
  const from = timeOf(time);
  return from === undefined ? '<unknown>' : durationText(now - from);
}

/** `5m30s`, `3h`, `2y41d`: the larger the span, the coarser. In milliseconds. */
export function durationText(span: number): string {
  const seconds = Math.trunc(span / 1000);
  if (seconds < -1) return '<invalid>';
  if (seconds < 0) return '0s';
  if (seconds < 120) return `${seconds}s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 10) return both(minutes, 'm', seconds % 60, 's');
  if (minutes < 180) return `${minutes}m`;
  const hours = Math.floor(minutes / 60);
  if (hours < 8) return both(hours, 'h', minutes % 60, 'm');
  if (hours < 48) return `${hours}h`;
  const days = Math.floor(hours / 24);
  if (hours < 192) return both(days, 'd', hours % 24, 'h');
  if (days < 730) return `${days}d`;
  const years = Math.floor(days / 365);
  return days < 2920 ? both(years, 'y', days % 365, 'd') : `${years}y`;
}

/** The smaller part is left out if it is nothing. */
function both(large: number, unit: string, small: number, below: string): string {
  return small === 0 ? `${large}${unit}` : `${large}${unit}${small}${below}`;
}
