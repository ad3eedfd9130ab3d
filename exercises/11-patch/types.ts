// What the parts of this chapter hand to one another. Chapter 11.

import type { Json, JsonMap } from './json.ts';

/** Three states of one object, or of a part of it. */
export interface Documents {
  /** What the file said when it was applied last; absent the first time. */
  readonly last: Json | undefined;
  /** What it says now. */
  readonly next: Json | undefined;
  /** What the server has. */
  readonly live: Json | undefined;
}

/** What is known of one field. Of most of them nothing is. */
export interface FieldRule {
  /** The type of its value, or of its items. */
  readonly of?: string;
  /** Which fields tell two items apart, for apply; none: their values do. */
  readonly keys?: readonly string[];
  /** What a key is that an item leaves out. */
  readonly given?: JsonMap;
  /** Which field does, for a strategic patch; '': their values do. */
  readonly mergeKey?: string;
  /** Is replaced by a strategic patch, where others are merged. */
  readonly replace?: true;
  /** kubectl says which of its fields are to stay. */
  readonly retainKeys?: true;
  /** It is never absent: the server writes an empty one. */
  readonly always?: true;
}

/** A type's fields that something is known of, or that it is one value: WHOLE. */
export type Type = Readonly<Record<string, FieldRule>> | typeof WHOLE;
export type Types = Readonly<Record<string, Type>>;

/** A value that apply owns as one, though it has fields: a label selector, say. */
export const WHOLE = 'whole';
