// What may be said with a request. Chapter 12. Engine room: not told line by line.

export interface ListOptions {
  /** Absent: all namespaces. */
  readonly namespace?: string;
  readonly labelSelector?: string;
  readonly fieldSelector?: string;
  /**
   * Of a list: absent or '' is the newest, '0' whatever the server has at hand, any
   * other one at least as new. Of a watch: what comes after it is told.
   */
  readonly resourceVersion?: string;
}

/** What of a resource is wanted: absent, all of it. */
export type Scope = Omit<ListOptions, 'resourceVersion'>;

export interface WatchOptions extends ListOptions {
  readonly allowWatchBookmarks?: boolean;
  /** After so many seconds the server ends it. */
  readonly timeoutSeconds?: number;
  /** Ends the watch when it is aborted. */
  readonly signal?: AbortSignal;
}

export interface PatchOptions {
  /** Media type: merge patch if absent. */
  readonly contentType?: string;
  readonly subresource?: string;
  readonly fieldManager?: string;
  readonly force?: boolean;
}

export interface DeleteOptions {
  readonly uid?: string;
  readonly resourceVersion?: string;
  readonly gracePeriodSeconds?: number;
  readonly propagationPolicy?: 'Background' | 'Foreground' | 'Orphan';
}
