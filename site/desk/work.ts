// What a reader wrote in a page, and what of it passed: kept by the browser, and no more
// than what differs from the starter.

export interface Work {
  /** The files that are not as they were at the start. */
  readonly files: Readonly<Record<string, string>>;
  /** Steps that passed in the last run, and whether there was one. */
  readonly passed: readonly string[];
  readonly tried: boolean;
}

export const NO_WORK: Work = { files: {}, passed: [], tried: false };

/** Where a browser keeps it; localStorage has this shape. */
export interface Shelf {
  getItem(key: string): string | null;
  setItem(key: string, text: string): void;
}

const keyOf = (slug: string): string => `kubewright.desk.${slug}`;

/** What was kept; nothing where that can not be read. */
export function recall(shelf: Shelf | undefined, slug: string): Work {
  try {
    const text = shelf?.getItem(keyOf(slug));
    return text === null || text === undefined ? NO_WORK : read(JSON.parse(text));
  } catch {
    return NO_WORK;
  }
}

function read(value: unknown): Work {
  const { files, passed, tried } = Object(value) as Record<string, unknown>;
  const texts = Object.entries(Object(files)).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  const steps = Array.isArray(passed) ? passed : [];
  return {
    files: Object.fromEntries(texts),
    passed: steps.filter((step): step is string => typeof step === 'string'),
    tried: tried === true,
  };
}

/** Whether it was kept: a browser may refuse, or have no room. */
export function keep(shelf: Shelf | undefined, slug: string, work: Work): boolean {
  try {
    shelf?.setItem(keyOf(slug), JSON.stringify(work));
    return shelf !== undefined;
  } catch {
    return false;
  }
}

/** The files that are not as they were at the start. */
export function changedFiles(
  files: ReadonlyMap<string, string>,
  starters: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...files].filter(([name, text]) => text !== starters[name]),
  );
}
