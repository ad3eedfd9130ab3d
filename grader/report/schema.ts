// As much of JSON Schema as result.schema.json uses, to check results in tests.

export interface Schema {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly minimum?: number;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean;
  readonly items?: Schema;
}

/** What a value has that the schema does not allow: `path: what`. */
export function problemsOf(root: Schema, value: unknown): readonly string[] {
  const problems: string[] = [];

  const check = (schema: Schema, part: unknown, path: string): void => {
    const say = (what: string): number => problems.push(`${path}: ${what}`);
    if (schema.$ref !== undefined) {
      check(defined(schema.$ref), part, path);
      return;
    }
    if ('const' in schema && part !== schema.const) say(`is not ${schema.const}`);
    if (schema.enum?.includes(part) === false)
      say(`${part} is none of ${schema.enum.join(', ')}`);
    if (schema.type !== undefined && !isOf(schema.type, part)) {
      say(`no ${schema.type}`);
      return;
    }
    if (typeof part === 'number' && part < (schema.minimum ?? part))
      say('too small');
    if (typeof part === 'string' && !new RegExp(schema.pattern ?? '').test(part))
      say(`does not match ${schema.pattern}`);
    if (Array.isArray(part)) {
      for (const [i, item] of part.entries())
        check(schema.items ?? {}, item, `${path}[${i}]`);
    } else if (typeof part === 'object' && part !== null)
      fields(schema, part, path);
  };

  const fields = (schema: Schema, part: object, path: string): void => {
    const at = (key: string): string => (path === '' ? key : `${path}.${key}`);
    for (const key of schema.required ?? []) {
      if (!Object.hasOwn(part, key)) problems.push(`${at(key)}: missing`);
    }
    for (const [key, field] of Object.entries(part)) {
      const property = schema.properties?.[key];
      if (property !== undefined) check(property, field, at(key));
      else if (schema.additionalProperties === false)
        problems.push(`${at(key)}: not expected`);
    }
  };

  const defined = (ref: string): Schema => {
    const found = root.$defs?.[ref.replace('#/$defs/', '')];
    if (found === undefined) throw new Error(`the schema has no ${ref}`);
    return found;
  };

  check(root, value, '');
  return problems;
}

function isOf(type: string, value: unknown): boolean {
  if (type === 'array') return Array.isArray(value);
  if (type === 'integer') return Number.isInteger(value);
  if (type === 'object') {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  }
  return typeof value === type;
}
