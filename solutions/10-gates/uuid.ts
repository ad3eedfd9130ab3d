// Ids as RFC 9562 has them, version 4. Chapter 10.
// Engine room: not told line by line.

import type { World } from '#world';

export function uuid({ chance }: Pick<World, 'chance'>): string {
  const hex = (length: number): string =>
    Array.from({ length }, () => chance.integer(0, 15).toString(16)).join('');
  return `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`;
}
