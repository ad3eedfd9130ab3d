// The element that brings a figure to life: clock, sliders, buttons, a table that says what
// the picture shows, and a link to the state. Nothing moves before somebody asks for it.

import { button, el } from '../desk/dom.ts';
import { Clock } from './clock.ts';
import { field, silent } from './field.ts';
import {
  hashOf,
  type Island,
  MOST_MOVES,
  type Setting,
  type State,
  sayValue,
  stateIn,
  type View,
} from './island.ts';

/** Upgrades the figures of a page whose names these islands have. */
export function upgrade(islands: Readonly<Record<string, Island>>): void {
  class IslandElement extends HTMLElement {
    connectedCallback(): void {
      const name = this.getAttribute('name') ?? '';
      const island = islands[name];
      if (island !== undefined) new Stage(this, name, island).open();
    }
  }
  customElements.define('kw-island', IslandElement);
}

class Stage {
  readonly #host: HTMLElement;
  readonly #name: string;
  readonly #island: Island;
  readonly #status = el('p', { class: 'island-says', role: 'status' });
  readonly #table = el('table');
  readonly #scroll = el('div', { class: 'table' }, this.#table);
  readonly #link = el('a', { class: 'island-link' }, 'Link to this state');
  readonly #clock: Clock;
  readonly #shown: (() => void)[] = [];
  #state: State;
  #view: View;

  constructor(host: HTMLElement, name: string, island: Island) {
    this.#host = host;
    this.#name = name;
    this.#clock = new Clock(host.id, (at) => this.#goTo(at));
    this.#island = island;
    this.#state = island.start;
    this.#view = island.view(island.start);
  }

  open(): void {
    const { title, settings, moves } = this.#island;
    const sliders = Object.entries(settings).map((one) => this.#setting(...one));
    const buttons = Object.entries(moves).map(([move, text]) =>
      button(text, () => this.#move(move)),
    );
    const controls = el(
      'div',
      { class: 'island-controls', role: 'group', 'aria-label': title },
      ...(sliders.length > 0
        ? [el('div', { class: 'island-set' }, ...sliders)]
        : []),
      ...(buttons.length > 0
        ? [el('div', { class: 'island-row' }, ...buttons)]
        : []),
      ...(this.#view.steps > 0 ? [this.#clock.element] : []),
    );
    this.#host.querySelector('.island-open')?.remove();
    this.#host.append(controls, this.#status, this.#scroll, this.#link);
    this.#begin(controls);
  }

  /** From the link, if it names this island; else where the frame stands. */
  #begin(controls: Element): void {
    const follow = (): boolean => {
      const state = stateIn(location.hash, this.#name, this.#island);
      if (state !== undefined) this.#go(state);
      return state !== undefined;
    };
    addEventListener('hashchange', follow);
    if (follow()) {
      this.#host.scrollIntoView();
      return;
    }
    this.#show(this.#state, false);
    this.#status.textContent = this.#view.says;
    controls.querySelector<HTMLElement>('button, input, select')?.focus();
  }

  #setting(key: string, setting: Setting): HTMLElement {
    const value = (): number => this.#state.set[key] ?? 0;
    const input = setting.options === undefined ? slider(setting) : choice(setting);
    const output = silent();
    const change = (settled: boolean) => () => {
      const set = { ...this.#state.set, [key]: Number(input.value) };
      const isAtEnd = this.#state.at >= this.#view.steps;
      const at = isAtEnd ? Number.MAX_SAFE_INTEGER : this.#state.at;
      this.#clock.pause();
      this.#show({ ...this.#state, set, at }, settled);
    };
    input.addEventListener('input', change(false));
    input.addEventListener('change', change(true));
    this.#shown.push(() => {
      input.value = `${value()}`;
      const said = sayValue(setting, value());
      output.value = setting.options === undefined ? said : '';
      if (setting.options === undefined) input.ariaValueText = said;
    });
    return field({
      id: `${this.#host.id}-${key}`,
      text: setting.label,
      input,
      output,
    });
  }

  /** What was stepped back over is gone: the move comes in its place. */
  #move(move: string): void {
    const { moves, at, set } = this.#state;
    this.#clock.pause();
    if (at >= MOST_MOVES) return;
    this.#go({ set, moves: [...moves.slice(0, at), move], at: at + 1 });
  }

  #goTo(at: number): void {
    this.#show({ ...this.#state, at }, !this.#clock.isRunning);
  }

  #go(state: State): void {
    this.#show(state, true);
  }

  /** `settled`: it is said aloud, and stands in the address. */
  #show(state: State, settled: boolean): void {
    this.#view = this.#island.view(state);
    const { picture, steps, says } = this.#view;
    this.#state = { ...state, at: Math.min(state.at, steps) };
    this.#draw(picture);
    this.#fill();
    this.#clock.show(this.#state.at, this.#view);
    for (const shown of this.#shown) shown();
    this.#link.href = hashOf(this.#name, this.#state);
    if (!settled) return;
    this.#status.textContent = says;
    history.replaceState(null, '', this.#link.href);
  }

  /** Another picture in the place of the last: its caption and the controls stay. */
  #draw(picture: string): void {
    const figure = this.#host.querySelector('figure');
    const fresh = el('template');
    fresh.innerHTML = picture;
    figure?.firstElementChild?.replaceWith(fresh.content);
  }

  #fill(): void {
    const { head, rows } = this.#view;
    const cells = (row: readonly string[], tag: 'th' | 'td') =>
      el('tr', {}, ...row.map((cell) => el(tag, {}, cell)));
    this.#table.replaceChildren(
      el('caption', { class: 'unseen' }, this.#island.title),
      el('thead', {}, cells(head, 'th')),
      el('tbody', {}, ...rows.map((row) => cells(row, 'td'))),
    );
    // What stands below does not move up again when a step is taken back.
    const { style, offsetHeight, scrollWidth, clientWidth } = this.#scroll;
    style.minHeight = `${offsetHeight}px`;
    // On a phone a wide table scrolls, and so can be reached by keyboard.
    if (scrollWidth > clientWidth) this.#scroll.tabIndex = 0;
    else this.#scroll.removeAttribute('tabindex');
  }
}

function slider({ min, max, step = 1 }: Setting): HTMLInputElement {
  const range = { type: 'range', min: `${min}`, max: `${max}`, step: `${step}` };
  return el('input', range);
}

function choice({ options = [] }: Setting): HTMLSelectElement {
  const all = options.map((text, at) => el('option', { value: `${at}` }, text));
  return el('select', {}, ...all);
}
