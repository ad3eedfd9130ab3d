// The words of a selector: names, operators, brackets and commas. Chapter 08.
// Engine room: not told line by line.

/** What a word is. `in` and `notin` are words like any other where a value may stand. */
export type TokenKind =
  | 'identifier'
  | 'end'
  | 'in'
  | 'notin'
  | '='
  | '=='
  | '!='
  | '>'
  | '<'
  | '!'
  | '('
  | ')'
  | ',';

export interface Token {
  readonly kind: TokenKind;
  /** As it was written; '' at the end. */
  readonly text: string;
}

const SIGNS = ['==', '!=', '=', '!', '(', ')', ',', '>', '<'] as const;
const WORD = /[^ \t\r\n=!(),<>]+/y;
const SPACE = /[ \t\r\n]*/y;
const END: Token = { kind: 'end', text: '' };

/** Reads a selector word by word. At the end it stays at the end. */
export class Tokens {
  readonly #all: readonly Token[];
  #at = 0;

  constructor(text: string) {
    this.#all = split(text);
  }

  /** The next word, which stays: `in` and `notin` are identifiers here. */
  peek(): Token {
    return asName(this.#all[this.#at] ?? END);
  }

  /** The same, and goes on. */
  take(): Token {
    return asName(this.takeOperator());
  }

  /** Takes a word where an operator is expected: `in` is one. */
  takeOperator(): Token {
    const token = this.#all[this.#at] ?? END;
    this.#at++;
    return token;
  }
}

function asName(token: Token): Token {
  const { kind, text } = token;
  return kind === 'in' || kind === 'notin' ? { kind: 'identifier', text } : token;
}

function split(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = lengthAt(SPACE, text, 0);
  while (at < text.length) {
    const token = tokenAt(text, at);
    tokens.push(token);
    at += token.text.length;
    at += lengthAt(SPACE, text, at);
  }
  return tokens;
}

function tokenAt(text: string, at: number): Token {
  const sign = SIGNS.find((one) => text.startsWith(one, at));
  if (sign !== undefined) return { kind: sign, text: sign };
  const word = text.slice(at, at + lengthAt(WORD, text, at));
  if (word === 'in' || word === 'notin') return { kind: word, text: word };
  return { kind: 'identifier', text: word };
}

function lengthAt(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0].length ?? 0;
}
