// Lines on their way to a screen: never two blank ones below each other.

export class Paper {
  #blank = false;

  /** The text of the lines. */
  lay(lines: readonly string[]): string {
    let text = '';
    for (const line of lines) {
      const blank = line.trim() === '';
      if (!blank || !this.#blank) text += `${blank ? '' : line.trimEnd()}\n`;
      this.#blank = blank;
    }
    return text;
  }
}
