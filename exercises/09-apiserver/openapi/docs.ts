// What Kubernetes says of its fields: the comments of the package kubernetes-types, which
// are those of its OpenAPI document. Read when somebody asks, one version of a group at a
// time. Engine room: not told line by line. Chapter 09.

export interface TypeDocs {
  readonly description: string;
  readonly fields: ReadonlyMap<string, FieldDocs>;
}

export interface FieldDocs {
  readonly description: string;
  readonly isRequired: boolean;
}

/** The docs of a type, by its package, `core.v1`, and name. */
export type Docs = (pkg: string, type: string) => TypeDocs | undefined;

const TYPE =
  /(?:\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\n)?export interface (\w+)[^{]*\{\n([\s\S]*?)^\}/gm;
const FIELD =
  /(?:^ {4}\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\n)?^ {4}"?([\w$-]+)"?(\??):/gm;

/** All types of one declaration file, by name. */
export function readDocs(declarations: string): ReadonlyMap<string, TypeDocs> {
  const types = new Map<string, TypeDocs>();
  for (const [, comment = '', name = '', body = ''] of declarations.matchAll(TYPE))
    types.set(name, { description: text(comment), fields: readFields(body) });
  return types;
}

function readFields(body: string): ReadonlyMap<string, FieldDocs> {
  const fields = new Map<string, FieldDocs>();
  for (const [, comment = '', name = '', mark] of body.matchAll(FIELD))
    fields.set(name, { description: text(comment), isRequired: mark === '' });
  return fields;
}

/** A comment without its stars. */
function text(comment: string): string {
  const lines = comment.split('\n').map((line) => line.replace(/^ *\* ?/, ''));
  return lines.join('\n').trim();
}
