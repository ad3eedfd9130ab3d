// A moment as objects carry it, without the machine's own calendar. Chapter 12.
// Engine room: not told line by line.

const DAY_MS = 86_400_000;

/** `2025-01-01T00:00:00Z`: seconds, and what is left of them is dropped. */
export function rfc3339(wall: number): string {
  const day = Math.floor(wall / DAY_MS);
  const second = Math.floor((wall - day * DAY_MS) / 1_000);
  const time = [second / 3_600, (second / 60) % 60, second % 60].map(two).join(':');
  return `${dateOf(day)}T${time}Z`;
}

/** The date of a day since 1970, by eras of 400 years that begin with a March. */
function dateOf(since1970: number): string {
  const days = since1970 + 719_468;
  const era = Math.floor(days / 146_097);
  const dayOfEra = days - era * 146_097;
  const leaps = Math.floor(dayOfEra / 1_460) - Math.floor(dayOfEra / 36_524);
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

function two(value: number): string {
  return String(Math.floor(value)).padStart(2, '0');
}
