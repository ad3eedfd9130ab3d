// What one watch has heard: its lines, and its end. Its client reads at once, or when it is
// woken; and it counts who listens to the signal by which it goes.

/** What is noted behind the last line. */
export const END = 'the end';

/** More lines than these are told by their number. */
export const MANY = 40;

export class Heard {
  readonly gone: AbortController = new AbortController();
  stream: AsyncIterable<Uint8Array | string> | undefined;
  #lines: string[] = [];
  #isReading = false;
  isOver: boolean = false;

  /** `listens` is told of each listener that comes to the signal, and that goes. */
  constructor(listens: (change: 1 | -1) => void) {
    const { signal } = this.gone;
    const add = signal.addEventListener.bind(signal);
    const remove = signal.removeEventListener.bind(signal);
    const addEventListener: typeof add = (...listener: Parameters<typeof add>) => {
      listens(1);
      add(...listener);
    };
    const removeEventListener: typeof remove = (
      ...listener: Parameters<typeof remove>
    ) => {
      listens(-1);
      remove(...listener);
    };
    Object.assign(signal, { addEventListener, removeEventListener });
  }

  /** Begins to read, if there is something to read from, and nobody reads. */
  read(): void {
    if (this.stream === undefined || this.#isReading) return;
    this.#isReading = true;
    void this.#follow(this.stream);
  }

  async #follow(stream: AsyncIterable<Uint8Array | string>): Promise<void> {
    for await (const line of stream) this.#lines.push(textOf(line));
    this.isOver = true;
    this.#lines.push(END);
  }

  /** The lines since the last look. */
  news(): readonly string[] {
    return this.#lines.splice(0);
  }
}

/** Of very many lines: how many, the first and the last. */
export function manyOf(lines: readonly string[]): object {
  const events = lines.filter((line) => line !== END);
  const isOver = events.length < lines.length;
  return { events: events.length, ...(isOver ? { last: END } : {}) };
}

export function textOf(body: Uint8Array | string): string {
  return typeof body === 'string' ? body : new TextDecoder().decode(body);
}
