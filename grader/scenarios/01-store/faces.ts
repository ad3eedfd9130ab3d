// What the module shows beside its store: the ends of prefixes, text as bytes, and a store
// on an index that somebody else holds. Each is a call of its own, with one value.

import type { createStore as CreateStore, KeyIndex, Store } from '#store';
import type { Stage, Subject } from '../../core/scenario.ts';
import type { Face } from './draw.ts';
import { quotedPlain } from './say.ts';

/** Calls one of them. */
export function playFace(
  { op, given, is }: Face,
  subject: Subject,
  stage: Stage,
): void {
  stage.call(
    () => `${op} ${quotedPlain(given)}`,
    () => {
      if (op === 'openIndex') return openIndex(subject, given as number) ?? is;
      const shown = subject[op];
      return typeof shown === 'function' ? shown(given) : is;
    },
  );
}

/** A store at `revision`, on an index that has forgotten what was before it. */
function openIndex(subject: Subject, revision: number): object | undefined {
  if (typeof subject.KeyIndex !== 'function') return undefined;
  const index: KeyIndex = Reflect.construct(subject.KeyIndex, []);
  index.floor = revision;
  const store = (subject.createStore as typeof CreateStore)(index, revision);
  return {
    revision: store.revision,
    'the first put': store.put({ key: 'a' }).revision,
    'read below': refusal(store, revision - 1),
    'read at it': refusal(store, revision),
  };
}

function refusal(store: Store, revision: number): string {
  try {
    return `count ${store.range({ key: 'a', revision }).count}`;
  } catch (error) {
    if ((error as Error).name === 'NotWritten') throw error;
    return (error as Error).message;
  }
}
