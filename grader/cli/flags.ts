// The flags of the command line by name, and what was typed of them.

export type Env = Readonly<Record<string, string | undefined>>;

export const SWITCHES = [
  'watch',
  'hint',
  'solution',
  'reset',
  'bare',
  'guided',
  'list',
  'help',
  'types',
  'json',
  'verbose',
  'print',
  'force',
] as const;
export const VALUES = ['seed', 'case', 'file', 'mine', 'isolation'] as const;

export type Switch = (typeof SWITCHES)[number];
export type Value = (typeof VALUES)[number];

/** What was typed, before it is understood. */
export interface Typed {
  readonly switches: ReadonlySet<Switch>;
  readonly values: ReadonlyMap<Value, string>;
  readonly words: readonly string[];
}
