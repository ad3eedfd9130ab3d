// What is handed in, whatever it comes as.

export interface Source {
  /** Paths of plain files in it, written with `/`. */
  paths(): Promise<readonly string[]>;
  /** The text of some of them. */
  read(paths: readonly string[]): Promise<ReadonlyMap<string, Buffer>>;
}

/** Larger than any file of an exercise may be: it is read so far, and refused later. */
export const LARGEST: number = 128 * 1024 + 1;
