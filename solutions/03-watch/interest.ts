// What a watch wants to see: keys, kinds of change, and whether with the pair before.
// Watches that want the same are told with the same objects. Chapter 03.

import { FROM_KEY, type Interval, interval } from '#store';
import type { WatchCreateRequest, WatchFilter } from './types.ts';

//#region interest
/** What a watch wants to see, whoever asked, and however far it has come. */
export interface Interest {
  /** From `from` on and before `end`. One key is an interval too: 'a' to 'a\0'. */
  readonly keys: Interval;
  readonly isOneKey: boolean;
  /** The kinds of event that it does not want. */
  readonly without: readonly WatchFilter[];
  readonly prevKv: boolean;
}

/** What the request asks to see. etcd takes an empty key for the smallest one. */
export function interestOf(request: WatchCreateRequest): Interest {
  const { key, rangeEnd = '', filters = [], prevKv = false } = request;
  return Object.freeze({
    keys: interval({ key: key || FROM_KEY, rangeEnd }),
    isOneKey: rangeEnd === '',
    without: filters.toSorted(),
    prevKv,
  });
}
//#endregion
