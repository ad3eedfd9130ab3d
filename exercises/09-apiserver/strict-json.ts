// A walk over the text of an object with its kind's fields in hand: which fields there are
// that the kind has not, which are said twice, and what is of a type that it can not be.
// Source of the words: sigs.k8s.io/json internal/golang/encoding/json (kubernetes_patch.go,
// decode.go), as of Kubernetes 1.36. Engine room: not told line by line. Chapter 09.

import {
  type Field,
  fieldsByName,
  type Message,
  messageOf,
} from './messages/messages.ts';

export interface Findings {
  /** `unknown field "spec.x"`, `duplicate field "spec.y"`, in the order of the text. */
  readonly strict: readonly string[];
  /** `json: cannot unmarshal string into Go struct field …`, the first. */
  readonly wrong: string | undefined;
}

/** What is wrong with the text. Nothing if it is no JSON: who parses it will say so. */
export function inspect(text: string, message: Message): Findings | undefined {
  const walk = new Walk(text);
  try {
    walk.object({ message, path: '', struct: '' });
    return walk;
  } catch (error) {
    if (error instanceof NoJson) return undefined;
    throw error;
  }
}

class NoJson extends Error {
  override readonly name = 'NoJson';
}

interface Place {
  /** Absent where anything may stand. */
  readonly message: Message | undefined;
  readonly path: string;
  /** The field of the message around, as Go says it. */
  readonly struct: string;
}

const SPACE = /[ \t\n\r]*/y;
const NUMBER = /-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?/y;
const WORD = /true|false|null/y;
const INT_MAX = 2_147_483_647;

class Walk implements Findings {
  readonly strict: string[] = [];
  wrong: string | undefined;
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** An object whose fields are those of a message; of kinds, two more are known. */
  object({ message, path }: Place): void {
    const fields = message === undefined ? undefined : fieldsByName(message);
    const isTop = path === '';
    this.#members((name) => {
      const place = isTop ? name : `${path}.${name}`;
      const field = fields?.get(name);
      if (field !== undefined) this.#value(field, place, goName(message, place));
      else {
        if (!isTop || (name !== 'apiVersion' && name !== 'kind'))
          this.#unknown(place, name, fields !== undefined);
        this.#skip();
      }
    }, path);
  }

  /** A patch's directives are no fields. */
  #unknown(place: string, name: string, isTyped: boolean): void {
    if (isTyped && !name.startsWith('$'))
      this.strict.push(`unknown field ${JSON.stringify(place)}`);
  }

  /** `{ "a": …, "b": … }`: says which are there twice. */
  #members(member: (name: string) => void, path: string): void {
    const seen = new Set<string>();
    this.#expect('{');
    if (this.#take('}')) return;
    do {
      const text = read(this.#string());
      this.#expect(':');
      const place = path === '' ? text : `${path}.${text}`;
      if (seen.has(text))
        this.strict.push(`duplicate field ${JSON.stringify(place)}`);
      seen.add(text);
      member(text);
    } while (this.#take(','));
    this.#expect('}');
  }

  #value(field: Field, path: string, struct: string): void {
    if (this.#isNull()) return;
    if (field.form === 'list') this.#list(field, path, struct);
    else if (field.form === 'map') this.#map(field, path, struct);
    else this.#one(field, path, struct);
  }

  #list(field: Field, path: string, struct: string): void {
    if (this.#peek() !== '[') {
      this.#mistaken(`[]${goType(field)}`, struct);
      return;
    }
    this.#expect('[');
    if (this.#take(']')) return;
    let i = 0;
    do {
      if (!this.#isNull()) this.#one(field, `${path}[${i}]`, struct);
      i++;
    } while (this.#take(','));
    this.#expect(']');
  }

  #map(field: Field, path: string, struct: string): void {
    if (this.#peek() !== '{') {
      this.#mistaken(`map[string]${goType(field)}`, struct);
      return;
    }
    this.#members((name) => {
      if (!this.#isNull()) this.#one(field, `${path}.${name}`, struct);
    }, path);
  }

  #one(field: Field, path: string, struct: string): void {
    switch (field.type) {
      case 'Raw':
      case 'Quantity':
        this.#skip();
        break;
      case 'Items':
        this.#list({ ...field, type: 'string' }, path, struct);
        break;
      case 'IntOrString':
        if (this.#peek() === '"') this.#string();
        else this.#number(field, struct);
        break;
      case 'int':
      case 'long':
      case 'double':
        this.#number(field, struct);
        break;
      case 'bool':
        if (this.#peek() === 't' || this.#peek() === 'f') this.#match(WORD);
        else this.#mistaken('bool', struct);
        break;
      case 'bytes':
        this.#bytes(struct);
        break;
      case 'string':
      case 'Time':
      case 'MicroTime':
        if (this.#peek() === '"') this.#string();
        else this.#mistaken(goType(field), struct);
        break;
      default:
        if (this.#peek() === '{')
          this.object({ message: messageOf(field), path, struct });
        else this.#mistaken(goType(field), struct);
    }
  }

  #number(field: Field, struct: string): void {
    const { type } = field;
    if (!/[-\d]/.test(this.#peek())) {
      this.#mistaken(goType(field), struct);
      return;
    }
    const text = this.#match(NUMBER);
    const value = Number(text);
    const isWhole = /^-?\d+$/.test(text);
    const fits = type === 'long' || Math.abs(value) <= INT_MAX;
    if (type === 'double' || (isWhole && fits)) return;
    this.#say(`number ${text}`, goType(field), struct);
  }

  #bytes(struct: string): void {
    if (this.#peek() !== '"') {
      this.#mistaken('[]uint8', struct);
      return;
    }
    const text = read(this.#string()).replace(/[\r\n]/g, '');
    const wrong = /[^A-Za-z0-9+/]/.exec(text.replace(/={1,2}$/, ''));
    const isShort = text.length % 4 !== 0;
    if (wrong === null && !isShort) return;
    const place = wrong?.index ?? text.length - (text.length % 4);
    this.wrong ??= `illegal base64 data at input byte ${place}`;
  }

  #mistaken(type: string, struct: string): void {
    const kinds: Readonly<Record<string, string>> = {
      ...{ '{': 'object', '[': 'array', '"': 'string', t: 'bool', f: 'bool' },
    };
    const found = kinds[this.#peek()] ?? 'number';
    this.#skip();
    this.#say(found, type, struct);
  }

  #say(found: string, type: string, struct: string): void {
    const place = struct.replace(/\[\d+\]/g, '');
    this.wrong ??= `json: cannot unmarshal ${found} into Go struct field ${place} of type ${type}`;
  }

  /** A value, whatever it is, without going into it. */
  #skip(): void {
    const first = this.#peek();
    if (first === '"') this.#string();
    else if (first === '{' || first === '[') this.#skipNested();
    else if (/[-\d]/.test(first)) this.#match(NUMBER);
    else this.#match(WORD);
  }

  #skipNested(): void {
    let depth = 0;
    do {
      const char = this.#peek();
      if (char === '') throw new NoJson();
      if (char === '"') {
        this.#string();
        continue;
      }
      if (char === '{' || char === '[') depth++;
      else if (char === '}' || char === ']') depth--;
      this.#at++;
    } while (depth > 0);
  }

  #isNull(): boolean {
    if (this.#peek() !== 'n') return false;
    this.#match(WORD);
    return true;
  }

  #peek(): string {
    SPACE.lastIndex = this.#at;
    SPACE.test(this.#text);
    this.#at = SPACE.lastIndex;
    return this.#text.charAt(this.#at);
  }

  #take(char: string): boolean {
    if (this.#peek() !== char) return false;
    this.#at++;
    return true;
  }

  #expect(char: string): void {
    if (!this.#take(char)) throw new NoJson();
  }

  /** With its quotes. A loop and no pattern: a text may have megabytes. */
  #string(): string {
    if (this.#peek() !== '"') throw new NoJson();
    const from = this.#at;
    let end = from + 1;
    do {
      end = this.#text.indexOf('"', end) + 1;
      if (end === 0) throw new NoJson();
    } while (isEscaped(this.#text, end - 1));
    this.#at = end;
    return this.#text.slice(from, end);
  }

  #match(pattern: RegExp): string {
    this.#peek();
    pattern.lastIndex = this.#at;
    const [found] = pattern.exec(this.#text) ?? [];
    if (found === undefined) throw new NoJson();
    this.#at += found.length;
    return found;
  }
}

/** A text of JSON, between its quotes. */
function read(quoted: string): string {
  try {
    return String(JSON.parse(quoted));
  } catch {
    throw new NoJson();
  }
}

/** Whether an odd number of backslashes stands before. */
function isEscaped(text: string, at: number): boolean {
  let before = at;
  while (text[before - 1] === '\\') before--;
  return (at - before) % 2 === 1;
}

/** `DeploymentSpec.spec.replicas`: Go says the struct, and the whole way to the field. */
const goName = (message: Message | undefined, path: string): string =>
  `${message?.name.split('.').at(-1) ?? ''}.${path}`;

const GO_TYPES: Readonly<Record<string, string>> = {
  ...{
    string: 'string',
    int: 'int32',
    long: 'int64',
    bool: 'bool',
    double: 'float64',
  },
  ...{ bytes: '[]uint8', IntOrString: 'int32', Time: 'v1.Time' },
  ...{ MicroTime: 'v1.MicroTime', Items: 'v1.ExtraValue' },
};

function goType({ type, pkg }: Field): string {
  const simple = GO_TYPES[type];
  if (simple !== undefined) return simple;
  const full = type.includes('.') ? type : `${pkg}.${type}`;
  return full.slice(full.indexOf('.') + 1);
}
