// The terminal, a pipe or a file: where the lines go.

import { wrap } from '../report/layout.ts';
import { createLook, type Look, wantsColours } from '../report/paint.ts';
import { Paper } from '../report/paper.ts';
import { randomBytes } from '../sandbox/random.node.ts';
import type { Env } from './flags.ts';

const ESC = String.fromCharCode(0x1b);

export class Screen {
  /** Whether it is a terminal that a person looks at. */
  readonly live: boolean;
  /** Called when nobody reads any more, as after `| head`. */
  onGone: () => void = () => {};
  readonly #colours: boolean;
  readonly #actions: boolean;
  #paper = new Paper();
  #token = '';

  constructor(env: Env) {
    const { stdout, stderr } = process;
    this.live = stdout.isTTY === true && env.TERM !== 'dumb';
    this.#colours = wantsColours(env, stdout.isTTY === true);
    this.#actions = env.GITHUB_ACTIONS === 'true';
    for (const stream of [stdout, stderr]) {
      stream.on('error', (error: NodeJS.ErrnoException) => {
        if (error.code !== 'EPIPE') throw error;
        this.onGone();
      });
    }
  }

  get look(): Look {
    return createLook(this.#colours, process.stdout.columns);
  }

  print(lines: readonly string[]): void {
    if (lines.length > 0) process.stdout.write(this.#paper.lay(lines));
  }

  /** Text that goes out as it is. */
  write(text: string): void {
    process.stdout.write(text);
  }

  /** Takes back the last lines, if they are still in view. */
  takeBack(lines: number): boolean {
    const { rows, columns } = process.stdout;
    const inView = lines + 2 <= rows && this.look.width <= columns;
    if (!this.live || lines === 0 || !inView) return false;
    process.stdout.write(`${ESC}[${lines}F${ESC}[J`);
    return true;
  }

  /** From here on, what is printed may stem from the learner: no service obeys it. */
  quote(): void {
    if (!this.#actions) return;
    this.#token = randomBytes(16).toString('hex');
    this.write(`::stop-commands::${this.#token}\n`);
  }

  unquote(): void {
    if (this.#token !== '') this.write(`::${this.#token}::\n`);
    this.#token = '';
  }
}

/** A sentence on the error output, broken into lines. */
export function complain(sentence: string): void {
  const { width } = createLook(false, process.stderr.columns);
  const lines = wrap(sentence, width - 2).map((line) => `  ${line}\n`);
  process.stderr.write(lines.join(''));
}
