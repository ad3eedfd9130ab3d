// `.kubewright/`: what the command line remembers, as plain JSON that may be deleted at
// any time. A file appears whole or not at all; one that cannot be read is set aside.

import {
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

export class StateFolder {
  /** Sentences about what went wrong, for the end of a screen. */
  readonly notes: Set<string> = new Set();
  readonly #folder: string;

  constructor(root: string) {
    this.#folder = join(root, '.kubewright');
  }

  /** The value in a file, or undefined if there is none that `read` understands. */
  load<T>(name: string, read: (value: unknown) => T | undefined): T | undefined {
    const path = join(this.#folder, name);
    let text: string;
    try {
      text = readFileSync(path, 'utf8');
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') this.#cannot('read', name, error);
      return undefined;
    }
    const value = read(parse(text));
    if (value === undefined) this.#setAside(name);
    return value;
  }

  /** Writes a file beside its place and moves it there. Whether that went well. */
  save(name: string, value: unknown): boolean {
    const path = join(this.#folder, name);
    const draft = `${path}.${process.pid}`;
    try {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(draft, `${JSON.stringify(value, null, 2)}\n`);
      renameSync(draft, path);
      return true;
    } catch (error) {
      this.#cannot('written', name, error);
      return false;
    }
  }

  remove(name: string): void {
    try {
      rmSync(join(this.#folder, name), { force: true });
    } catch (error) {
      this.#cannot('removed', name, error);
    }
  }

  path(name: string): string {
    return join(this.#folder, name);
  }

  #setAside(name: string): void {
    const aside = name.replace(/\.json$/, '.broken.json');
    try {
      renameSync(join(this.#folder, name), join(this.#folder, aside));
    } catch (error) {
      this.#cannot('set aside', name, error);
      return;
    }
    this.notes.add(
      `.kubewright/${name} could not be understood. It is now ${aside}, and what it` +
        ' remembered starts anew.',
    );
  }

  #cannot(what: string, name: string, error: unknown): void {
    this.notes.add(
      `.kubewright/${name} cannot be ${what} (${codeOf(error)}), so nothing is` +
        ' remembered of this run. npm run doctor looks into it.',
    );
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function codeOf(error: unknown): string {
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : '';
  return typeof code === 'string' && code !== '' ? code : String(error);
}
