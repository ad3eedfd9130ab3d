// A selector as it stands in a query, `app=web,tier in (a,b),!legacy`, read into
// requirements. What can't be read is refused in the words of Kubernetes 1.36. Chapter 08.

import { NotWritten } from '#world';
import { bodyOf, invalidField } from './field-error.ts';
import { labelKeyFaults } from './names.ts';
import { byKey, requirementOf, SelectorError } from './requirement.ts';
import { Tokens } from './tokens.ts';
import type { Operator, Requirement, Selector } from './types.ts';

/** What a selector's text asks. @throws SelectorError in the words of Kubernetes */
export function parseSelector(text: string): Selector {
  const tokens = new Tokens(text);
  const requirements: Requirement[] = [];
  let { kind } = tokens.peek();
  if (kind !== 'end')
    expectRequirement(tokens, "!, identifier, or 'end of string'");
  while (kind !== 'end') {
    requirements.push(readRequirement(tokens));
    const after = tokens.take();
    kind = after.kind;
    if (kind === ',') expectRequirement(tokens, "identifier after ','");
    else if (kind !== 'end') throw found(after.text, "',' or 'end of string'");
  }
  return { requirements: byKey(requirements) };
}

function expectRequirement(tokens: Tokens, expected: string): void {
  const { kind, text } = tokens.peek();
  if (kind !== 'identifier' && kind !== '!') throw found(text, expected);
}

function found(text: string, expected: string): SelectorError {
  return new SelectorError(`found '${text}', expected: ${expected}`);
}

/** @throws SelectorError "unable to parse requirement: …" */
function readRequirement(tokens: Tokens): Requirement {
  try {
    return readOne(tokens);
  } catch (error) {
    if (!(error instanceof SelectorError)) throw error;
    throw new SelectorError(`unable to parse requirement: ${error.message}`);
  }
}

/**
 * Reads a requirement and leaves what stands behind it. A key that is none is
 * refused by `checkKey`; a word that is no key as `found(text, 'identifier')`.
 */
function readOne(tokens: Tokens): Requirement {
  // TODO 8.2: read a key, and what is asked of it
  throw new NotWritten('8.2');
}

/** The field of a key in a query has no name, and Kubernetes says so: `<nil>`. */
function checkKey(key: string): void {
  const says = labelKeyFaults(key).join('; ');
  if (says !== '')
    throw new SelectorError(`<nil>: ${bodyOf(invalidField('', key, says))}`);
}

function readOperator(tokens: Tokens): Operator {
  const { kind, text } = tokens.takeOperator();
  switch (kind) {
    case '>':
      return 'gt';
    case '<':
      return 'lt';
    case 'in':
    case 'notin':
    case '=':
    case '==':
    case '!=':
      return kind;
    default:
      throw found(text, 'in, notin, =, ==, !=, gt, lt');
  }
}

/** The value behind a sign. There may be none, and that is the empty one. */
function readValue(tokens: Tokens): string {
  const next = tokens.peek().kind;
  if (next === 'end' || next === ',') return '';
  const { kind, text } = tokens.take();
  if (kind !== 'identifier') throw found(text, 'identifier');
  return text;
}

/** The values in brackets. Between two commas, or beside a bracket, stands ''. */
function readValues(tokens: Tokens): readonly string[] {
  const open = tokens.take();
  if (open.kind !== '(')
    throw new SelectorError(`found '${open.text}' expected: '('`);
  if (tokens.peek().kind !== 'identifier')
    expectItem(tokens, "',', ')' or identifier");
  const values: string[] = [];
  while (true) {
    values.push(readItem(tokens));
    const { kind, text } = tokens.take();
    if (kind === ')') return values;
    if (kind !== ',') throw found(text, "',' or ')'");
  }
}

function readItem(tokens: Tokens): string {
  if (tokens.peek().kind === 'identifier') return tokens.take().text;
  expectItem(tokens, "',', or identifier");
  return '';
}

function expectItem(tokens: Tokens, expected: string): void {
  const { kind, text } = tokens.peek();
  if (kind !== ',' && kind !== ')') throw found(text, expected);
}
