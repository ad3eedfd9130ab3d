import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { deriveBare } from './bare.ts';

const test = suite('bare');

const bare = (
  files: Readonly<Record<string, readonly string[]>>,
): Record<string, string> => {
  const texts = Object.entries(files).map(
    ([name, lines]) => [name, `${lines.join('\n')}\n`] as const,
  );
  return Object.fromEntries(deriveBare(new Map(texts), 3));
};

const MOD = ['// The face.', '', "export { make } from './make.ts';"];

test('signature and doc comment stay, the body is a throw, and what it used is gone', () => {
  const files = bare({
    'mod.ts': MOD,
    'make.ts': [
      '// Makes.',
      '',
      "import { help } from './help.ts';",
      "import type { Thing } from './types.ts';",
      '',
      '/** Makes a thing, with some `help`. */',
      'export function make(name: string): Thing {',
      '  return help(name);',
      '}',
      '',
      'function unseen(): void {}',
    ],
    'help.ts': ['export const help = (name: string): object => ({ name });'],
    'types.ts': [
      'export interface Thing {',
      '  readonly other: Other;',
      '}',
      '',
      'type Other = string;',
      'export type Unused = number;',
    ],
  });

  assert.equal(Object.keys(files), ['mod.ts', 'make.ts', 'types.ts']);
  assert.is(
    files['make.ts'],
    [
      '// Makes.',
      '',
      "import { NotWritten } from '#world';",
      "import type { Thing } from './types.ts';",
      '',
      '/** Makes a thing, with some `help`. */',
      'export function make(name: string): Thing {',
      '  // TODO 3: all that is behind this',
      "  throw new NotWritten('3');",
      '}',
      '',
    ].join('\n'),
  );
  assert.match(files['types.ts'] ?? '', 'type Other = string;');
  assert.not.match(files['types.ts'] ?? '', 'Unused');
});

test('of a class its public members stay, without what is private', () => {
  const files = bare({
    'mod.ts': MOD,
    'make.ts': [
      'export class make {',
      '  /** Hidden. */',
      '  readonly #list: number[] = [];',
      '',
      '  /** Seen. */',
      '  size = 0;',
      '',
      '  /** Adds. */',
      '  add(one: number): void {',
      '    this.#put(one);',
      '  }',
      '',
      '  /** Hidden too. */',
      '  #put(one: number): void {',
      '    this.#list.push(one);',
      '  }',
      '}',
    ],
  });

  const text = files['make.ts'] ?? '';
  assert.match(text, 'export class make {\n  /** Seen. */\n  size = 0;\n');
  assert.match(text, 'add(one: number): void {\n    // TODO 3: ');
  assert.not.match(text, /#list|#put|Hidden/);
});

test('an error keeps its code, a constant its value, plumbing its bodies', () => {
  const files = bare({
    'mod.ts': [
      "export { Refused } from './errors.ts';",
      "export { MOST } from './limits.ts';",
      "export { half } from './plumbing.ts';",
    ],
    'errors.ts': [
      'export class Refused extends Error {',
      "  readonly code = 'No';",
      '  constructor(text: string) {',
      '    super(text);',
      '  }',
      '}',
    ],
    'limits.ts': ['const BASE = 64;', '', 'export const MOST: number = 2 * BASE;'],
    'plumbing.ts': [
      '// Engine room: not told line by line.',
      '',
      'export function half(one: number): number {',
      '  return one / 2;',
      '}',
    ],
  });

  assert.match(files['errors.ts'] ?? '', 'super(text);');
  assert.match(files['limits.ts'] ?? '', 'const BASE = 64;\n\nexport const MOST');
  assert.match(files['plumbing.ts'] ?? '', 'return one / 2;');
  assert.not.match(Object.values(files).join(''), 'NotWritten');
});

test('plumbing has with it what it runs on', () => {
  const files = bare({
    'mod.ts': ["export { half } from './plumbing.ts';"],
    'plumbing.ts': [
      '// Engine room: not told line by line.',
      '',
      "import { divided } from './divided.ts';",
      '',
      'export function half(one: number): number {',
      '  return divided(one, 2);',
      '}',
    ],
    'divided.ts': [
      '// Engine room: not told line by line.',
      '',
      'export function divided(one: number, by: number): number {',
      '  return one / by;',
      '}',
    ],
  });

  assert.match(files['plumbing.ts'] ?? '', 'return divided(one, 2);');
  assert.match(files['divided.ts'] ?? '', 'return one / by;');
});

test.run();
