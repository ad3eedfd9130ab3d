/**
 * Blanks out what is not code. Comments, the insides of strings and of regular
 * expressions become spaces; every other character keeps its place, so that an
 * offset in the mask is one in the text. The expressions inside a template string
 * stay visible. No compiler: a few regular expressions.
 */

const TOKEN = /\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|['"`{}/]/g;
const QUOTED = {
  "'": /'(?:\\[\s\S]|[^'\\\n])*'?/y,
  '"': /"(?:\\[\s\S]|[^"\\\n])*"?/y,
};
const TEMPLATE = /(?:\\[\s\S]|\$(?!\{)|[^\\`$])*(?:`|\$\{|$)/y;
const REGEX = /\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])+\//y;

/** What stands before a `/` that begins a regular expression and not a division. */
const BEFORE_REGEX =
  /(?:^|[(,=:[!&|?{};+*%<>~^-]|\b(?:return|typeof|case|in|of))\s*$/;

/** The code of a text, comments and the insides of strings blanked. */
export function maskCode(text: string): string {
  return new Mask(text).all();
}

class Mask {
  readonly #text: string;
  readonly #parts: string[] = [];
  /**
   * For each template expression that is open: how many braces are open inside it.
   */
  readonly #templates: number[] = [];
  #done = 0;

  constructor(text: string) {
    this.#text = text;
  }

  all(): string {
    for (let match = this.#next(); match !== null; match = this.#next()) {
      this.#token(match[0], match.index);
    }
    this.#keep(this.#text.length);
    return this.#parts.join('');
  }

  #next(): RegExpExecArray | null {
    TOKEN.lastIndex = this.#done;
    return TOKEN.exec(this.#text);
  }

  #token(token: string, at: number): void {
    this.#keep(at);
    if (token.startsWith('//') || token.startsWith('/*')) {
      this.#blank(at + token.length);
    } else if (token === "'" || token === '"') {
      this.#inside(QUOTED[token], 0);
    } else if (token === '`') {
      this.#keep(at + 1);
      this.#template();
    } else if (token === '/') {
      this.#slash(at);
    } else {
      this.#brace(token);
    }
  }

  #slash(at: number): void {
    const before = this.#text.slice(Math.max(0, at - 40), at);
    if (BEFORE_REGEX.test(before)) this.#inside(REGEX, 0);
    else this.#keep(at + 1);
  }

  #brace(brace: string): void {
    this.#keep(this.#done + 1);
    const open = this.#templates.at(-1);
    if (open === undefined) return;
    if (brace === '}' && open === 0) {
      this.#templates.pop();
      this.#template();
      return;
    }
    this.#templates[this.#templates.length - 1] = open + (brace === '{' ? 1 : -1);
  }

  /** From inside a template string to its end or to its next expression. */
  #template(): void {
    const end = this.#inside(TEMPLATE, 1);
    if (end.endsWith('${')) this.#templates.push(0);
  }

  /**
   * Blanks the match of `pattern` here but for its first (`skip` 0) and its last
   * character.
   */
  #inside(pattern: RegExp, skip: 0 | 1): string {
    pattern.lastIndex = this.#done;
    const found = pattern.exec(this.#text)?.[0] ?? '';
    const end = this.#done + found.length;
    if (skip === 0) this.#keep(this.#done + 1);
    if (end > this.#done) this.#blank(end - 1);
    this.#keep(end);
    return found;
  }

  #keep(to: number): void {
    if (to <= this.#done) return;
    this.#parts.push(this.#text.slice(this.#done, to));
    this.#done = to;
  }

  #blank(to: number): void {
    if (to <= this.#done) return;
    this.#parts.push(this.#text.slice(this.#done, to).replace(/[^\n]/g, ' '));
    this.#done = to;
  }
}
