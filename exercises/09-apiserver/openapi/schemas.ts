// The schema of a kind, and of all that it is made of: what its fields are, from the table
// of messages, and what is said of them, from the docs. In the dialects of OpenAPI 3 and 2,
// which differ in how they say "see there".
// Source of names and forms: k8s.io/kube-openapi and api/openapi-spec of Kubernetes 1.33.
// Engine room: not told line by line. Chapter 09.

import {
  type Field,
  fieldsByName,
  type Message,
  messageOf,
} from '../messages/messages.ts';
import type { Docs, FieldDocs } from './docs.ts';

export type Schema = Readonly<Record<string, unknown>>;

export interface Dialect {
  readonly prefix: string;
  /** A reference with words of its own beside it. */
  reference(to: string, more: Schema): Schema;
  readonly quantity: Schema;
  readonly intOrString: Schema;
}

export const VERSION_3: Dialect = {
  prefix: '#/components/schemas/',
  reference: (to, more) => ({ allOf: [{ $ref: to }], ...more }),
  quantity: { oneOf: [{ type: 'string' }, { type: 'number' }] },
  intOrString: {
    format: 'int-or-string',
    oneOf: [{ type: 'integer' }, { type: 'string' }],
  },
};

export const VERSION_2: Dialect = {
  prefix: '#/definitions/',
  reference: (to, more) => ({ $ref: to, ...more }),
  quantity: { type: 'string' },
  intOrString: { type: 'string', format: 'int-or-string' },
};

const MACHINERY = 'io.k8s.apimachinery.pkg';

/** `io.k8s.api.core.v1.Pod`. */
export function schemaName({ name }: Message): string {
  const isMeta = name.startsWith('meta.');
  return isMeta ? `${MACHINERY}.apis.${name}` : `io.k8s.api.${name}`;
}

const SPECIAL: Readonly<Record<string, string>> = {
  Quantity: `${MACHINERY}.api.resource.Quantity`,
  IntOrString: `${MACHINERY}.util.intstr.IntOrString`,
  Time: `${MACHINERY}.apis.meta.v1.Time`,
  MicroTime: `${MACHINERY}.apis.meta.v1.MicroTime`,
  Raw: `${MACHINERY}.runtime.RawExtension`,
};

const SIMPLE: Readonly<Record<string, Schema>> = {
  string: { type: 'string' },
  int: { type: 'integer', format: 'int32' },
  long: { type: 'integer', format: 'int64' },
  bool: { type: 'boolean' },
  double: { type: 'number', format: 'double' },
  bytes: { type: 'string', format: 'byte' },
  Items: { type: 'array', items: { type: 'string' } },
};

/** What a kind is called, where it is the root of an object. */
export interface Gvk {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

/** Schemas by name: of the messages that are asked for, and of all that these are made of. */
export class Schemas {
  readonly made: Map<string, Schema> = new Map();
  readonly #dialect: Dialect;
  readonly #docs: Docs;
  readonly #todo: Message[] = [];

  constructor(dialect: Dialect, docs: Docs) {
    this.#dialect = dialect;
    this.#docs = docs;
  }

  /** A kind, which says of itself which one it is. */
  addKind(message: Message, kinds: readonly Gvk[]): void {
    const schema = this.#schema(message, true);
    this.made.set(schemaName(message), {
      ...schema,
      'x-kubernetes-group-version-kind': kinds,
    });
    for (let next = this.#todo.pop(); next; next = this.#todo.pop())
      this.#add(next);
  }

  #add(message: Message): void {
    const name = schemaName(message);
    if (!this.made.has(name)) this.made.set(name, this.#schema(message, false));
  }

  #schema(message: Message, isRoot: boolean): Schema {
    const { name } = message;
    const cut = name.lastIndexOf('.');
    const docs = this.#docs(name.slice(0, cut), name.slice(cut + 1));
    const properties: Record<string, Schema> = isRoot ? { ...TYPE_META } : {};
    const required: string[] = [];
    for (const [field, one] of fieldsByName(message)) {
      const said = docs?.fields.get(field);
      properties[field] = this.#property(one, said);
      if (said?.isRequired ?? isNeeded(one)) required.push(field);
    }
    return {
      description: docs?.description ?? '',
      type: 'object',
      properties,
      ...(required.length === 0 ? {} : { required }),
    };
  }

  #property(field: Field, said: FieldDocs | undefined): Schema {
    const description = said?.description ?? '';
    const patch = {
      ...(field.patchMergeKey === ''
        ? {}
        : { 'x-kubernetes-patch-merge-key': field.patchMergeKey }),
      ...(field.patchStrategy === ''
        ? {}
        : { 'x-kubernetes-patch-strategy': field.patchStrategy }),
    };
    const more = { description, ...patch };
    switch (field.form) {
      case 'one':
        return this.#typed(field, more);
      case 'list':
        return { type: 'array', items: this.#typed(field, {}), ...more };
      case 'map':
        return {
          ...{ type: 'object', additionalProperties: this.#typed(field, {}) },
          ...more,
        };
    }
  }

  #typed(field: Field, more: Schema): Schema {
    const simple = SIMPLE[field.type];
    if (simple !== undefined) return { ...simple, ...more };
    const special = SPECIAL[field.type];
    if (special !== undefined) {
      this.#special(field.type, special);
      return this.#reference(special, more);
    }
    const message = messageOf(field);
    if (message === undefined) return more;
    this.#todo.push(message);
    return this.#reference(schemaName(message), more);
  }

  #reference(name: string, more: Schema): Schema {
    const to = `${this.#dialect.prefix}${name}`;
    return Object.keys(more).length === 0
      ? { $ref: to }
      : this.#dialect.reference(to, more);
  }

  #special(type: string, name: string): void {
    if (this.made.has(name)) return;
    const { quantity, intOrString } = this.#dialect;
    const forms: Readonly<Record<string, Schema>> = {
      ...{ Quantity: quantity, IntOrString: intOrString, Raw: { type: 'object' } },
      ...{ Time: MOMENT, MicroTime: MOMENT },
    };
    this.made.set(name, forms[type] ?? {});
  }
}

const MOMENT: Schema = { type: 'string', format: 'date-time' };

/** Go writes it always: so it must be given, if nobody says otherwise. */
const isNeeded = ({ form, type, isAlways }: Field): boolean =>
  isAlways && form === 'one' && type === 'string';

const TYPE_META: Readonly<Record<string, Schema>> = {
  apiVersion: {
    type: 'string',
    description: 'The group and version in which the object is written.',
  },
  kind: { type: 'string', description: 'What the object is, in CamelCase.' },
};
