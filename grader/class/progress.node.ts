// How far a class is: one line that is written over on a terminal, and a line now and
// then elsewhere. On the error output, so that it mixes with no result.

import { grouped } from '../report/layout.ts';

const ON_TERMINAL_MS = 200;
const ELSEWHERE_MS = 30_000;

export class Progress {
  readonly #of: number;
  readonly #began = performance.now();
  readonly #live = process.stderr.isTTY === true && process.env.TERM !== 'dumb';
  #done = 0;
  #graded = 0;
  #told = this.#began;

  constructor(of: number) {
    this.#of = of;
  }

  /** One more is done; `kept` if it was done before this run. */
  step(kept: boolean): void {
    this.#done += 1;
    if (!kept) this.#graded += 1;
    const now = performance.now();
    const isDue = now - this.#told >= (this.#live ? ON_TERMINAL_MS : ELSEWHERE_MS);
    if (!isDue && this.#done < this.#of) return;
    this.#told = now;
    const line = progressLine({
      ...{ done: this.#done, of: this.#of, graded: this.#graded },
      seconds: (now - this.#began) / 1000,
    });
    const clear = String.fromCharCode(0x1b);
    process.stderr.write(this.#live ? `\r${clear}[K${line}` : `${line}\n`);
    if (this.#live && this.#done === this.#of) process.stderr.write('\n');
  }
}

/** `  120 of 2,000 students · 14.8 a second · 2 min left`. */
export function progressLine(found: {
  readonly done: number;
  readonly of: number;
  readonly graded: number;
  readonly seconds: number;
}): string {
  const { done, of, graded, seconds } = found;
  const parts = [`${grouped(done)} of ${grouped(of)} students`];
  if (graded > 0 && seconds > 0) {
    const rate = graded / seconds;
    parts.push(`${rate.toFixed(1)} a second`);
    if (done < of) parts.push(`${timeOf((of - done) / rate)} left`);
  }
  return `  ${parts.join(' · ')}`;
}

function timeOf(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  return seconds < 5_400
    ? `${Math.round(seconds / 60)} min`
    : `${(seconds / 3_600).toFixed(1)} h`;
}
