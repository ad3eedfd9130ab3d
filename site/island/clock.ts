// The clock of an island: a step, a step back, all of them by themselves, or any of them by
// its slider. It only says where to go; what is there is the island's own.

import { button, el } from '../desk/dom.ts';
import { field, silent } from './field.ts';
import type { View } from './island.ts';

/** Between two steps of a clock that runs. */
const BEAT_MS = 900;

export class Clock {
  readonly #goTo: (at: number) => void;
  readonly #range = el('input', { type: 'range', min: '0' });
  readonly #now = silent();
  readonly #back = button('Back', () => this.#step(-1));
  readonly #next = button('Step', () => this.#step(1));
  readonly #play = button('Play', () => this.#toggle());
  readonly element: HTMLElement;
  #at = 0;
  #steps = 0;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(host: string, goTo: (at: number) => void) {
    this.#goTo = goTo;
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    const buttons = [this.#back, this.#next, ...(calm ? [] : [this.#play])];
    const [input, output] = [this.#range, this.#now];
    const time = field({ id: `${host}-at`, text: 'Time', input, output });
    this.element = el('div', { class: 'island-row' }, ...buttons, time);
    this.#range.addEventListener('input', () => {
      this.pause();
      goTo(Number(this.#range.value));
    });
  }

  get isRunning(): boolean {
    return this.#timer !== undefined;
  }

  show(at: number, { steps, now }: View): void {
    this.#at = at;
    this.#steps = steps;
    this.#range.max = `${steps}`;
    this.#range.value = `${at}`;
    this.#now.value = now;
    this.#range.ariaValueText = now;
    // A button that is disabled would lose the focus.
    this.#back.ariaDisabled = `${at === 0}`;
    this.#next.ariaDisabled = `${at >= steps}`;
  }

  pause(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#play.textContent = 'Play';
  }

  #step(by: number): void {
    this.pause();
    const at = this.#at + by;
    if (at >= 0 && at <= this.#steps) this.#goTo(at);
  }

  #toggle(): void {
    if (this.isRunning) {
      this.pause();
      this.#goTo(this.#at);
      return;
    }
    this.#timer = setInterval(() => this.#beat(), BEAT_MS);
    this.#play.textContent = 'Pause';
    if (this.#at >= this.#steps) this.#goTo(0);
  }

  #beat(): void {
    if (this.#at + 1 >= this.#steps) this.pause();
    this.#goTo(this.#at + 1);
  }
}
