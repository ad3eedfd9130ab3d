// A stream of watches on a real etcd: what is asked, and all that it answered, in order.

import type { Client, ClientDuplexStream } from '@grpc/grpc-js';
import type { WatchCreateRequest, WatchResponse } from '#watch';
import { type WireWatchResponse, watchFromWire, watchToWire } from './messages.ts';
import { method, open } from './wire.ts';

const WATCH = method('Watch', 'Watch');
const ANSWER_LIMIT_MS = 10_000;

/** Whether the response only says how far etcd is, in the name of no watch. */
export function isProgress({ watchId, created }: WatchResponse): boolean {
  return watchId === -1 && !created;
}

export class PeerStream {
  /** All that etcd said on this stream. */
  readonly responses: WatchResponse[] = [];
  readonly #stream: ClientDuplexStream<object, object>;
  #onChange = (): void => undefined;
  #error: Error | undefined;

  constructor(client: Client) {
    this.#stream = open(client, WATCH, (answer) => {
      this.responses.push(watchFromWire(answer as WireWatchResponse));
      this.#onChange();
    });
    this.#stream.on('error', (error) => {
      this.#error = error;
      this.#onChange();
    });
  }

  /** Begins a watch, and returns its id or -1 once etcd says that it has. */
  async watch(request: WatchCreateRequest): Promise<number> {
    const before = this.#created().length;
    this.#stream.write({ createRequest: watchToWire(request) });
    await this.until(() => this.#created().length > before);
    return this.#created()[before]?.watchId ?? -1;
  }

  #created(): readonly WatchResponse[] {
    return this.responses.filter(({ created }) => created);
  }

  /**
   * Ends a watch, and returns once etcd has. It passes over one that does not exist in
   * silence, but says how far it is when asked, after all that it was asked before.
   */
  async cancel(watchId: number): Promise<void> {
    this.#stream.write({ cancelRequest: { watchId } });
    await this.progress();
  }

  /** Asks how far etcd is. */
  async progress(): Promise<void> {
    const before = this.responses.filter(isProgress).length;
    this.#stream.write({ progressRequest: {} });
    await this.until(() => this.responses.filter(isProgress).length > before);
  }

  /** Waits until what etcd said will do. @throws Error if it never does */
  until(done: () => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        const last = JSON.stringify(this.responses.at(-1));
        reject(new Error(`etcd's stream fell silent after ${last}`));
      }, ANSWER_LIMIT_MS);
      const look = (): void => {
        if (this.#error === undefined && !done()) return;
        clearTimeout(timer);
        this.#onChange = () => undefined;
        if (this.#error === undefined) resolve();
        else reject(this.#error);
      };
      this.#onChange = look;
      look();
    });
  }

  close(): void {
    this.#stream.on('error', () => undefined);
    this.#stream.cancel();
  }
}
