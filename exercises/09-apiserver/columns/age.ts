// How long ago, in the two or three characters that a column has room for.
// Source: k8s.io/apimachinery pkg/util/duration/duration.go (HumanDuration), 1.36; of times,
// k8s.io/kubernetes pkg/printers/internalversion/printers.go (translateTimestampSince).
// Engine room: not told line by line. Chapter 09.

const FORM =
  /^(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d):(\d\d)(?:\.(\d+))?([Zz]|[+-]\d\d:\d\d)$/;

/** Milliseconds since 1970 of a time in RFC 3339, if it is one. */
export function timeOf(text: unknown): number | undefined {
  if (typeof text !== 'string') return undefined;
  const [, year, month, day, hour, minute, second, fraction = '', zone = 'Z'] =
    FORM.exec(text) ?? [];
  if (year === undefined) return undefined;
  const days = daysOf(Number(year), Number(month), Number(day));
  const minutes = days * 1440 + Number(hour) * 60 + Number(minute) - offset(zone);
  const milliseconds = Math.floor(Number(`0.${fraction}0`) * 1000);
  return (minutes * 60 + Number(second)) * 1000 + milliseconds;
}

/** Days from 1970-01-01, in the Gregorian calendar. A year begins in March here. */
function daysOf(year: number, month: number, day: number): number {
  const from = month > 2 ? year : year - 1;
  const months = (month + 9) % 12;
  const leaps =
    Math.floor(from / 4) - Math.floor(from / 100) + Math.floor(from / 400);
  return from * 365 + leaps + Math.floor((months * 153 + 2) / 5) + day - 719_469;
}

/** How many minutes a zone is ahead of UTC. */
function offset(zone: string): number {
  if (zone.toUpperCase() === 'Z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6));
  return zone.startsWith('-') ? -minutes : minutes;
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
