// A slider or a list of choices with its name, and what it says at its right.

import { el } from '../desk/dom.ts';

/** What stands beside a slider: the slider says it itself, so it is not read aloud. */
export const silent = (): HTMLOutputElement => el('output', { 'aria-live': 'off' });

export interface Field {
  readonly id: string;
  readonly text: string;
  readonly input: HTMLInputElement | HTMLSelectElement;
  readonly output: HTMLOutputElement;
}

export function field({ id, text, input, output }: Field): HTMLElement {
  input.id = id;
  const label = el('label', { for: id }, text);
  return el('div', { class: 'island-field' }, label, input, output);
}
