// Field selectors: `status.phase=Running,spec.nodeName!=`. Equal and not equal, no more;
// which fields there are is each resource's affair. Chapter 08.
// Engine room: not told line by line.

/** One term of a field selector. */
export interface FieldTerm {
  readonly field: string;
  readonly isEqual: boolean;
  readonly value: string;
}

const OPERATORS = ['!=', '==', '='] as const;

/** Reads a field selector; terms without a character are left out. @throws Error */
export function parseFieldSelector(text: string): readonly FieldTerm[] {
  return splitTerms(text)
    .sort()
    .flatMap((term) => {
      if (term === '') return [];
      const read = readTerm(term);
      if (read !== undefined) return [read];
      throw new Error(`invalid selector: '${text}'; can't understand '${term}'`);
    });
}

/** Whether the fields meet all terms. A field that is not there is ''. */
export function matchesFields(
  terms: readonly FieldTerm[],
  fields: Readonly<Record<string, string>>,
): boolean {
  return terms.every(({ field, isEqual, value }) => {
    const found = Object.hasOwn(fields, field) ? fields[field] : '';
    return (found === value) === isEqual;
  });
}

/** A field selector as a query says it, with what its values need escaped. */
export function formatFieldSelector(terms: readonly FieldTerm[]): string {
  const texts = terms.map(({ field, isEqual, value }) => {
    const escaped = value.replace(/[\\,=]/g, '\\$&');
    return `${field}${isEqual ? '=' : '!='}${escaped}`;
  });
  return texts.join(',');
}

/** At commas, but not behind a backslash, which stays. */
function splitTerms(text: string): string[] {
  const terms: string[] = [];
  let from = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === ',') {
      terms.push(text.slice(from, i));
      from = i + 1;
    }
  }
  return [...terms, text.slice(from)];
}

function readTerm(term: string): FieldTerm | undefined {
  for (let at = 0; at < term.length; at++) {
    const sign = OPERATORS.find((one) => term.startsWith(one, at));
    if (sign === undefined) continue;
    const value = unescaped(term.slice(at + sign.length));
    return { field: term.slice(0, at), isEqual: sign !== '!=', value };
  }
  return undefined;
}

function unescaped(text: string): string {
  let value = '';
  for (let i = 0; i < text.length; i++) {
    const char = text.charAt(i);
    if (char === '=' || char === ',') {
      const code = char.charCodeAt(0);
      throw new Error(
        `invalid field selector: unescaped character in value: ${code}`,
      );
    }
    value += char === '\\' ? escapedAt(text, ++i) : char;
  }
  return value;
}

function escapedAt(text: string, at: number): string {
  const char = text.charAt(at);
  if (char === '\\' || char === ',' || char === '=') return char;
  throw new Error(`invalid field selector: invalid escape sequence: \\${char}`);
}
