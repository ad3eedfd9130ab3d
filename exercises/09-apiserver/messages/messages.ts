// The shape of every kind: which fields it has, under which numbers protobuf writes them,
// of what type they are. A line is the name of a message and its fields:
//   name number type   the field, as JSON names it; + stands for one whose own fields
//                      JSON writes beside it, without a name
//   type[]  {type}     a list; a map from texts
//   type?              may be absent: if it is there, it counts, be it 0 or empty
//   type!              always there, be it 0 or empty; of all others that is left out
//   patch              how a strategic patch treats it: merge:KEY, retainKeys
// The tags in Go of which this is made: json, protobuf, patchStrategy, patchMergeKey.
// Engine room: not told line by line. Chapter 09.

import { PACKAGES } from './table.ts';

export interface Field {
  /** '' if its own fields stand beside the others. */
  readonly name: string;
  readonly number: number;
  readonly type: string;
  readonly form: 'one' | 'list' | 'map';
  /** Whether it is written though it is 0 or empty. */
  readonly keeps: boolean;
  /** Whether it is always written: Go has no way to leave it out. */
  readonly isAlways: boolean;
  /** `merge`, `retainKeys`, both with a comma between, or ''. */
  readonly patchStrategy: string;
  /** By which field items are the same, or ''. */
  readonly patchMergeKey: string;
  /** The package in which a type without a package is to be looked for. */
  readonly pkg: string;
}

export interface Message {
  /** `core.v1.PodSpec`. */
  readonly name: string;
  readonly fields: readonly Field[];
}

let messages: ReadonlyMap<string, Message> | undefined;

/** The message of a kind, or none if there is no such kind. */
export function messageOfKind(
  group: string,
  version: string,
  kind: string,
): Message | undefined {
  const [first = ''] = (group === '' ? 'core' : group).split('.');
  return find(`${first}.${version}.${kind}`);
}

/** The message that a field is of, or none if it is of something simple. */
export function messageOf({ type, pkg }: Field): Message | undefined {
  return find(type.includes('.') ? type : `${pkg}.${type}`);
}

/** All are read when the first is asked for. */
function find(name: string): Message | undefined {
  messages ??= readAll();
  return messages.get(name);
}

function readAll(): ReadonlyMap<string, Message> {
  const all = new Map<string, Message>();
  for (const [pkg, text] of PACKAGES)
    for (const line of text.trim().replaceAll(/\n +/g, ' ').split('\n')) {
      const [kind = '', fields = ''] = line.split(': ');
      const read = fields === '' ? [] : fields.split(', ');
      const name = `${pkg}.${kind}`;
      all.set(name, { name, fields: read.map((field) => readField(field, pkg)) });
    }
  return all;
}

function readField(text: string, pkg: string): Field {
  const [name = '', number = '', written = '', patch = ''] = text.trim().split(' ');
  const [patchStrategy = '', patchMergeKey = ''] = patch.split(':');
  const bare = written.replace(/[?!]$/, '');
  const list = /^(.+)\[\]$/.exec(bare)?.[1];
  const map = /^\{(.+)\}$/.exec(bare)?.[1];
  return {
    ...{ name: name === '+' ? '' : name, number: Number(number), pkg },
    type: list ?? map ?? bare,
    form: list === undefined ? (map === undefined ? 'one' : 'map') : 'list',
    ...{ keeps: written !== bare, isAlways: written.endsWith('!') },
    ...{ patchStrategy, patchMergeKey },
  };
}

const byName = new WeakMap<Message, ReadonlyMap<string, Field>>();

/** A message's fields by their names, those of what stands beside them among them. */
export function fieldsByName(message: Message): ReadonlyMap<string, Field> {
  const found = byName.get(message);
  if (found !== undefined) return found;
  const made = new Map<string, Field>();
  for (const field of message.fields) {
    const beside = field.name === '' ? messageOf(field) : undefined;
    if (beside === undefined) made.set(field.name, field);
    else for (const [name, one] of fieldsByName(beside)) made.set(name, one);
  }
  byName.set(message, made);
  return made;
}
