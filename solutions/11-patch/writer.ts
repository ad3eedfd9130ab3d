// In whose name managedFields are kept. Chapter 11. Engine room: not told line by line.

/** Who writes, and when. */
export interface Writer {
  readonly manager: string;
  readonly subresource?: string;
  /** RFC 3339. */
  readonly now: string;
}
