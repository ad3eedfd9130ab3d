// What a test needs to ask our store and a real etcd the same and compare the
// answers: an empty key space for each program, and revisions that begin at 1 in
// it.

import { EtcdError } from '#store';
import { type EtcdPeer, PeerError } from './peer.ts';

/** Empties etcd. Its revision from then on stands for 1, that of a new store. */
export async function wipe(peer: EtcdPeer): Promise<Shift> {
  const { revision } = await peer.deleteRange({ key: '\0', rangeEnd: '\0' });
  return new Shift(revision - 1);
}

/**
 * The distance between a program's revisions and those of an etcd that saw others.
 */
export class Shift {
  readonly base: number;

  constructor(base: number) {
    this.base = base;
  }

  /**
   * A request for etcd. 0 and below are no revisions in a request, so they stay.
   */
  up<T extends object>(request: T): T {
    return mapRevisions(request, (revision) =>
      revision > 0 ? revision + this.base : revision,
    );
  }

  /** An answer of etcd, as a new store would give it. 0 says that there is none. */
  down<T extends object>(answer: T): T {
    return mapRevisions(answer, (revision) =>
      revision > 0 ? revision - this.base : revision,
    );
  }
}

/**
 * The value with every field whose name ends in "revision" changed, at any depth.
 */
function mapRevisions<T>(value: T, change: (revision: number) => number): T {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value))
    return value.map((each) => mapRevisions(each, change)) as T;
  const fields = Object.entries(value).map(([name, field]) =>
    /revision$/i.test(name)
      ? [name, change(field)]
      : [name, mapRevisions(field, change)],
  );
  return Object.fromEntries(fields);
}

/** A refusal as data. */
export interface Refusal {
  readonly code: string;
  readonly text: string;
}

/** What asking led to: an answer, or the code and the text of a refusal. */
export async function outcome(
  ask: () => object | Promise<object>,
): Promise<object | Refusal> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof EtcdError || error instanceof PeerError)) throw error;
    return { code: error.code, text: error.message };
  }
}
