// Milliseconds since 1970 as RFC 3339 says them, and back, without the machine's own
// calendar. Kubernetes writes whole seconds in UTC: apimachinery, pkg/apis/meta/v1/time.go.
// Engine room: not told line by line. Chapter 08.

const DAY_MS = 86_400_000;

/** `2025-01-01T00:00:00Z`; what is left of a second is dropped. */
export function rfc3339(ms: number): string {
  const days = Math.floor(ms / DAY_MS);
  const seconds = Math.floor((ms - days * DAY_MS) / 1000);
  const time = [seconds / 3600, (seconds / 60) % 60, seconds % 60].map(two);
  return `${dateOf(days)}T${time.join(':')}Z`;
}

const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');

/** The date of a day since 1970, by eras of 400 years that begin with a March. */
function dateOf(since1970: number): string {
  const days = since1970 + 719_468;
  const era = Math.floor(days / 146_097);
  const dayOfEra = days - era * 146_097;
  const leaps = Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524);
  const yearOfEra = Math.floor(
    (dayOfEra - leaps - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const before = Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100);
  const dayOfYear = dayOfEra - (365 * yearOfEra + before);
  const march = Math.floor((5 * dayOfYear + 2) / 153);
  const date = dayOfYear - Math.floor((153 * march + 2) / 5) + 1;
  const month = march < 10 ? march + 3 : march - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(date)}`;
}

const FORM =
  /^(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d):(\d\d)(?:\.(\d+))?([Zz]|[+-]\d\d:\d\d)$/;

/** Milliseconds since 1970 of a time in RFC 3339, whatever its zone; else NaN. */
export function millisOf(text: string): number {
  const [, year, month, day, hour, minute, second, fraction = '', zone = 'Z'] =
    FORM.exec(text) ?? [];
  if (year === undefined) return Number.NaN;
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
