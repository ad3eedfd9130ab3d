// Holds results against result.schema.json, in tests.

import { Ajv2020, type SchemaObject } from 'ajv/dist/2020.js';

/** What a value has that the schema does not allow: `path what`. */
export function problemsOf(
  schema: SchemaObject,
  value: unknown,
): readonly string[] {
  const validate = new Ajv2020({ allErrors: true, strict: true }).compile(schema);
  if (validate(value)) return [];
  const errors = validate.errors ?? [];
  return errors.map(({ instancePath, message }) => `${instancePath} ${message}`);
}
