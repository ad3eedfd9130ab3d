// A document of OpenAPI 2 as protobuf, the only form that kubectl 1.20 takes.
// Source of the numbers: github.com/google/gnostic-models openapiv2/OpenAPIv2.proto, 0.6.
// Engine room: not told line by line. Chapter 09.

import protobuf from 'protobufjs/minimal.js';
import {
  at,
  isRecord,
  listAt,
  recordAt,
  textAt,
  textsAt,
  type Values,
} from '../values.ts';

type Writer = protobuf.Writer;

/** Writes a message under a number. */
function nested(
  writer: Writer,
  number: number,
  write: (inner: Writer) => void,
): void {
  writer.uint32((number << 3) | 2).fork();
  write(writer);
  writer.ldelim();
}

function text(writer: Writer, number: number, value: unknown): void {
  if (typeof value === 'string' && value !== '')
    writer.uint32((number << 3) | 2).string(value);
}

export function encodeV2(document: Values): Uint8Array {
  const writer = protobuf.Writer.create();
  text(writer, 1, document.swagger);
  nested(writer, 2, (info) => {
    text(info, 1, at(document, 'info', 'title'));
    text(info, 2, at(document, 'info', 'version'));
  });
  nested(writer, 8, (paths) => {
    for (const [name, item] of Object.entries(recordAt(document, 'paths')))
      nested(paths, 2, (named) => {
        text(named, 1, name);
        nested(named, 2, (value) => pathItem(value, item));
      });
  });
  nested(writer, 9, (definitions) =>
    namedSchemas(definitions, document.definitions),
  );
  return writer.finish();
}

const METHODS = [
  [2, 'get'],
  [3, 'put'],
  [4, 'post'],
  [8, 'patch'],
] as const;

function pathItem(writer: Writer, item: unknown): void {
  for (const [number, method] of METHODS) {
    const operation = at(item, method);
    if (isRecord(operation))
      nested(writer, number, (inner) => writeOperation(inner, operation));
  }
}

function writeOperation(writer: Writer, operation: Values): void {
  text(writer, 5, operation.operationId);
  // ParametersItem, Parameter, NonBodyParameter, QueryParameterSubSchema.
  for (const parameter of listAt(operation, 'parameters'))
    nested(writer, 8, (item) =>
      nested(item, 1, (one) =>
        nested(one, 2, (other) =>
          nested(other, 3, (query) => {
            text(query, 2, textAt(parameter, 'in'));
            text(query, 4, textAt(parameter, 'name'));
            text(query, 6, textAt(parameter, 'type'));
          }),
        ),
      ),
    );
  nested(writer, 9, () => undefined);
  extensions(writer, 13, operation);
}

function namedSchemas(writer: Writer, schemas: unknown): void {
  for (const [name, schema] of Object.entries(recordAt({ schemas }, 'schemas')))
    nested(writer, 1, (named) => {
      text(named, 1, name);
      nested(named, 2, (value) => writeSchema(value, schema));
    });
}

function writeSchema(writer: Writer, schema: unknown): void {
  if (!isRecord(schema)) return;
  text(writer, 1, schema.$ref);
  text(writer, 2, schema.format);
  text(writer, 4, schema.description);
  for (const name of textsAt(schema, 'required')) text(writer, 19, name);
  const more = at(schema, 'additionalProperties');
  if (isRecord(more))
    nested(writer, 21, (item) => nested(item, 1, (one) => writeSchema(one, more)));
  const type = textAt(schema, 'type');
  if (type !== '') nested(writer, 22, (item) => text(item, 1, type));
  const items = at(schema, 'items');
  if (isRecord(items))
    nested(writer, 23, (item) => nested(item, 1, (one) => writeSchema(one, items)));
  const properties = at(schema, 'properties');
  if (isRecord(properties))
    nested(writer, 25, (inner) => namedSchemas(inner, properties));
  extensions(writer, 31, schema);
}

/** NamedAny, of which the value is YAML, and JSON is YAML. */
function extensions(writer: Writer, number: number, value: Values): void {
  for (const [name, one] of Object.entries(value))
    if (name.startsWith('x-'))
      nested(writer, number, (named) => {
        text(named, 1, name);
        nested(named, 2, (any) => text(any, 2, JSON.stringify(one)));
      });
}
