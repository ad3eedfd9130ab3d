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
    walk.object({ message, path: '' });
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
}

/** Where a value stands: in which field, and of which message that is one. */
interface Spot {
  readonly field: Field;
  readonly of: Message | undefined;
  readonly path: string;
  /** The path without the names in maps, as Go says it. */
  readonly goPath: string;
}

const NUMBER = /-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?/y;
const WORD = /true|false|null/y;
const INT_MAX = 2_147_483_647;
const NULL = 'n';

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
      const here = isTop ? name : `${path}.${name}`;
      const field = fields?.get(name);
      if (field !== undefined)
        this.#value({ field, of: message, path: here, goPath: here });
      else {
        if (!isTop || (name !== 'apiVersion' && name !== 'kind'))
          this.#unknown(here, name, fields !== undefined);
        this.#skip();
      }
    }, path);
  }

  /** A patch's directives are no fields. */
  #unknown(path: string, name: string, isTyped: boolean): void {
    if (isTyped && !name.startsWith('$'))
      this.strict.push(`unknown field ${JSON.stringify(path)}`);
  }

  /** `{ "a": …, "b": … }`: says which are there twice. */
  #members(member: (name: string) => void, path: string): void {
    const seen = new Set<string>();
    this.#expect('{');
    if (this.#take('}')) return;
    do {
      const name = read(this.#string());
      this.#expect(':');
      if (seen.has(name)) {
        const twice = path === '' ? name : `${path}.${name}`;
        this.strict.push(`duplicate field ${JSON.stringify(twice)}`);
      }
      seen.add(name);
      member(name);
    } while (this.#take(','));
    this.#expect('}');
  }

  #value(spot: Spot): void {
    if (this.#isNull()) return;
    const { form } = spot.field;
    if (form === 'list') this.#list(spot);
    else if (form === 'map') this.#map(spot);
    else this.#one(spot);
  }

  #list(spot: Spot): void {
    if (this.#peek() !== '[') {
      this.#mistaken(`[]${goType(spot.field)}`, spot);
      return;
    }
    this.#expect('[');
    if (this.#take(']')) return;
    let i = 0;
    do {
      if (!this.#isNull()) this.#one({ ...spot, path: `${spot.path}[${i}]` });
      i++;
    } while (this.#take(','));
    this.#expect(']');
  }

  #map(spot: Spot): void {
    if (this.#peek() !== '{') {
      this.#mistaken(`map[string]${goType(spot.field)}`, spot);
      return;
    }
    this.#members((name) => {
      if (!this.#isNull()) this.#one({ ...spot, path: `${spot.path}.${name}` });
    }, spot.path);
  }

  #one(spot: Spot): void {
    const { field } = spot;
    switch (field.type) {
      case 'Raw':
      case 'Quantity':
        this.#skip();
        break;
      case 'Items':
        this.#list({ ...spot, field: { ...field, type: 'string' } });
        break;
      case 'IntOrString':
        if (this.#peek() === '"') this.#string();
        else this.#number(spot);
        break;
      case 'int':
      case 'long':
      case 'double':
        this.#number(spot);
        break;
      case 'bool':
        if (this.#peek() === 't' || this.#peek() === 'f') this.#match(WORD);
        else this.#mistaken('bool', spot);
        break;
      case 'bytes':
        this.#bytes(spot);
        break;
      case 'string':
      case 'Time':
      case 'MicroTime':
        if (this.#peek() === '"') this.#string();
        else this.#mistaken(goType(field), spot);
        break;
      default:
        if (this.#peek() === '{')
          this.object({ message: messageOf(field), path: spot.path });
        else this.#mistaken(goType(field), spot);
    }
  }

  #number(spot: Spot): void {
    const { type } = spot.field;
    if (!/[-\d]/.test(this.#peek())) {
      this.#mistaken(goType(spot.field), spot);
      return;
    }
    const text = this.#match(NUMBER);
    const fits = type === 'long' || Math.abs(Number(text)) <= INT_MAX;
    if (type === 'double' || (fits && /^-?\d+$/.test(text))) return;
    this.#say(`number ${text}`, goType(spot.field), spot);
  }

  #bytes(spot: Spot): void {
    if (this.#peek() !== '"') {
      this.#mistaken('[]uint8', spot);
      return;
    }
    const text = read(this.#string()).replace(/[\r\n]/g, '');
    const wrong = /[^A-Za-z0-9+/]/.exec(text.replace(/={1,2}$/, ''));
    const isShort = text.length % 4 !== 0;
    if (wrong === null && !isShort) return;
    const place = wrong?.index ?? text.length - (text.length % 4);
    this.wrong ??= `illegal base64 data at input byte ${place}`;
  }

  #mistaken(type: string, spot: Spot): void {
    const found = FOUND[this.#peek()] ?? 'number';
    this.#skip();
    this.#say(found, type, spot);
  }

  /** `DeploymentSpec.spec.replicas`: Go says the struct, and the way from the top. */
  #say(found: string, type: string, { of, goPath }: Spot): void {
    const struct = of?.name.split('.').at(-1) ?? '';
    const field = `${struct}.${goPath.replace(/\[\d+\]/g, '')}`;
    this.wrong ??= `json: cannot unmarshal ${found} into Go struct field ${field} of type ${type}`;
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
    if (this.#peek() !== NULL) return false;
    this.#match(WORD);
    return true;
  }

  /** The next character that is no space. */
  #peek(): string {
    const text = this.#text;
    let code = text.charCodeAt(this.#at);
    while (code === 32 || code === 10 || code === 13 || code === 9)
      code = text.charCodeAt(++this.#at);
    return text.charAt(this.#at);
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

const FOUND: Readonly<Record<string, string>> = {
  ...{ '{': 'object', '[': 'array', '"': 'string', t: 'bool', f: 'bool' },
};

/** A text of JSON, between its quotes. */
function read(quoted: string): string {
  if (/^"[^\\\p{Cc}]*"$/u.test(quoted)) return quoted.slice(1, -1);
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
