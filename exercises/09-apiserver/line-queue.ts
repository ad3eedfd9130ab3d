// The lines that wait for one client of a watch. One that doesn't read is not waited for:
// when too many wait its watch ends, and it comes back with the last revision it knows.
// Engine room: not told line by line. Chapter 09.

/** Lines that may wait, beside those with which a watch begins. */
export const QUEUE_LINES = 1000;

type Line = Uint8Array | string;

export class LineQueue implements AsyncIterableIterator<Line> {
  #lines: Line[] = [];
  #next = 0;
  #room = QUEUE_LINES;
  #isEnded = false;
  #wake: (() => void) | undefined;
  readonly #onEnd: (() => void)[] = [];

  get isEnded(): boolean {
    return this.#isEnded;
  }

  /** A line of the beginning: there is always room for it. */
  begin(line: Line): void {
    this.#room++;
    this.push(line);
  }

  push(line: Line): void {
    if (this.#isEnded) return;
    if (this.#lines.length - this.#next >= this.#room) {
      this.end();
      return;
    }
    this.#lines.push(line);
    this.#wake?.();
  }

  /** Nothing comes after what waits. */
  end(): void {
    if (this.#isEnded) return;
    this.#isEnded = true;
    for (const callback of this.#onEnd) callback();
    this.#wake?.();
  }

  /** Called once. If it has ended already, at once. */
  onEnd(callback: () => void): void {
    if (this.#isEnded) callback();
    else this.#onEnd.push(callback);
  }

  async next(): Promise<IteratorResult<Line>> {
    while (true) {
      const line = this.#lines[this.#next];
      if (line !== undefined) {
        this.#forget();
        return { value: line, done: false };
      }
      if (this.#isEnded) return { value: undefined, done: true };
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  #forget(): void {
    this.#next++;
    if (this.#next < this.#lines.length) return;
    this.#lines = [];
    this.#next = 0;
    this.#room = QUEUE_LINES;
  }

  async return(): Promise<IteratorResult<Line>> {
    this.end();
    this.#lines = [];
    this.#next = 0;
    return { value: undefined, done: true };
  }

  [Symbol.asyncIterator](): AsyncIterableIterator<Line> {
    return this;
  }
}
