// Processes that grade side by side. Each takes the next job when it is done with one.

import { type ChildProcess, fork } from 'node:child_process';
import type { Result } from '../core/result.ts';
import type { Answer, Job } from './job.ts';

interface Waiting {
  readonly job: Job;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: Error) => void;
}

export class Pool {
  readonly #script: string;
  readonly #folder: string;
  readonly #most: number;
  readonly #hands = new Set<ChildProcess>();
  readonly #idle: ChildProcess[] = [];
  readonly #queue: Waiting[] = [];
  #isClosed = false;

  /** At most `most` processes, which read what was built in `folder`. */
  constructor(script: string, folder: string, most: number) {
    this.#script = script;
    this.#folder = folder;
    this.#most = most;
  }

  /** Grades an exercise when its turn comes. Rejects on a fault of the grader's own. */
  grade(job: Job): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.#queue.push({ job, resolve, reject });
      this.#next();
    });
  }

  /** Ends all processes; what is under way is never answered. */
  close(): void {
    this.#isClosed = true;
    for (const hand of this.#hands) if (hand.connected) hand.disconnect();
  }

  #next(): void {
    const hand = this.#idle.pop() ?? this.#begin();
    if (hand === undefined) return;
    const waiting = this.#queue.shift();
    if (waiting === undefined) this.#idle.push(hand);
    else this.#give(hand, waiting);
  }

  #begin(): ChildProcess | undefined {
    if (this.#hands.size >= this.#most || this.#isClosed) return undefined;
    const hand = fork(this.#script, [this.#folder], { execArgv: [] });
    this.#hands.add(hand);
    hand.once('exit', () => this.#hands.delete(hand));
    return hand;
  }

  #give(hand: ChildProcess, { job, resolve, reject }: Waiting): void {
    const ended = (code: number | null, signal: string | null): void => {
      if (this.#isClosed) return;
      reject(
        new Error(`the process that graded ${job.slug} ended: ${signal ?? code}`),
      );
      this.#next();
    };
    hand.once('exit', ended);
    hand.once('message', (answer: Answer) => {
      hand.off('exit', ended);
      if ('fault' in answer) reject(new Error(answer.fault));
      else resolve(answer.result);
      this.#idle.push(hand);
      if (this.#queue.length > 0) this.#next();
    });
    hand.send(job);
  }
}

/** Ends the processes with the command, and the command with the code of its signal. */
export function endOnSignals(pool: Pool, interrupted: number): void {
  const codes = { SIGINT: interrupted, SIGTERM: 143, SIGHUP: 129 };
  for (const [signal, code] of Object.entries(codes)) {
    process.on(signal, () => {
      pool.close();
      process.exit(code);
    });
  }
}
