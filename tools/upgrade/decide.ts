// What becomes of one file of an exercise when the course is newer: from the starter that
// it was begun from, what the learner made of it, and the new starter.

/** A text, or undefined where there is no file. */
export type Text = string | undefined;

export interface Versions {
  /** The starter that the learner began from. */
  readonly base: Text;
  readonly ours: Text;
  /** The starter of the newer course. */
  readonly theirs: Text;
}

export type Decision =
  | { readonly kind: 'keep' }
  | { readonly kind: 'write'; readonly text: string }
  | { readonly kind: 'remove' }
  /** Both changed it: line by line. */
  | { readonly kind: 'merge' }
  /** The learner has a file of that name of their own: the new one is laid beside it. */
  | { readonly kind: 'beside'; readonly text: string }
  /** The newer course has no such file any more; the learner's stays. */
  | { readonly kind: 'orphan' };

const KEEP: Decision = { kind: 'keep' };

export function decide({ base, ours, theirs }: Versions): Decision {
  if (ours === theirs) return KEEP;
  if (theirs === undefined) return withoutTheirs(base, ours);
  // Deleted, or never there: the new exercise needs it.
  if (ours === undefined || ours === base) return { kind: 'write', text: theirs };
  if (theirs === base) return KEEP;
  return base === undefined ? { kind: 'beside', text: theirs } : { kind: 'merge' };
}

function withoutTheirs(base: Text, ours: Text): Decision {
  if (base === undefined) return KEEP;
  return ours === base ? { kind: 'remove' } : { kind: 'orphan' };
}

/** A text as it is compared: an editor may have changed the ends of its lines. */
export function plain(text: Text): Text {
  return text?.replaceAll('\r\n', '\n');
}
