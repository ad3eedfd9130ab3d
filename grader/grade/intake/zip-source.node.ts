// A submission as a zip archive. Names that climb out of it and links are refused by the
// reader; what unpacks to more than a file of an exercise may hold is not unpacked.

import { type Entry, open, type ZipFile } from 'yauzl';
import { tooMany } from './folder-source.node.ts';
import { IntakeProblem, MOST_ENTRIES } from './picked.ts';
import { LARGEST, type Source } from './source.ts';

export class ZipSource implements Source {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  async paths(): Promise<readonly string[]> {
    const found: string[] = [];
    let seen = 0;
    await this.#walk(async (entry) => {
      seen += 1;
      if (seen > MOST_ENTRIES) throw tooMany();
      if (isPlain(entry)) found.push(entry.fileName);
    });
    return found;
  }

  async read(paths: readonly string[]): Promise<ReadonlyMap<string, Buffer>> {
    const wanted = new Set(paths);
    const texts = new Map<string, Buffer>();
    await this.#walk(async (entry, zip) => {
      if (!wanted.has(entry.fileName) || !isPlain(entry)) return;
      texts.set(entry.fileName, await unpacked(zip, entry));
    });
    return texts;
  }

  async #walk(see: (entry: Entry, zip: ZipFile) => Promise<void>): Promise<void> {
    const zip = await opened(this.#path);
    await new Promise<void>((resolve, reject) => {
      const fail = (error: unknown): void => {
        zip.close();
        reject(error instanceof IntakeProblem ? error : unreadable(error));
      };
      zip.on('error', fail);
      zip.on('end', () => resolve());
      zip.on('entry', (entry: Entry) => {
        see(entry, zip).then(() => zip.readEntry(), fail);
      });
      zip.readEntry();
    });
    zip.close();
  }
}

function opened(path: string): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    const options = {
      lazyEntries: true,
      autoClose: false,
      validateEntrySizes: true,
    };
    open(path, options, (error, zip) => {
      if (error !== null && error !== undefined) reject(unreadable(error));
      else resolve(zip);
    });
  });
}

/** A plain file by the rights that Unix keeps in an entry; others keep none. */
function isPlain({ fileName, externalFileAttributes }: Entry): boolean {
  const kind = (externalFileAttributes >>> 16) & 0o170_000;
  return !fileName.endsWith('/') && (kind === 0 || kind === 0o100_000);
}

function unpacked(zip: ZipFile, entry: Entry): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    if (entry.uncompressedSize > LARGEST) {
      resolve(Buffer.alloc(LARGEST, ' '));
      return;
    }
    zip.openReadStream(entry, (error, stream) => {
      if (error !== null && error !== undefined) {
        reject(error);
        return;
      }
      const parts: Buffer[] = [];
      // It ends with an error as soon as it is longer than it said.
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('error', reject);
      stream.on('end', () => resolve(Buffer.concat(parts)));
    });
  });
}

function unreadable(error: unknown): IntakeProblem {
  const why = error instanceof Error ? error.message : String(error);
  return new IntakeProblem(`its archive can not be read: ${why.slice(0, 200)}`);
}
