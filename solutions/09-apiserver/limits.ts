// How much is kept for watches, and how often they are told how far they have come.
// Engine room: not told line by line. Chapter 09.

/** Events that are kept. Kubernetes: 100 to 102,400, as many as 75 s bring. */
export const WINDOW_EVENTS = 1024;

/** How often a bookmark comes: bookmarkFrequency of cacher.go, 1 min. */
export const BOOKMARK_MS = 60_000;
