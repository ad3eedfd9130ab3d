// The records of a run in its folder. Each appears whole or not at all, so that a run
// which was killed goes on where it was.

import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeWhole } from '../grade/write.node.ts';
import { fileOf, readRecord, type StudentRecord } from './record.ts';

export class Journal {
  readonly #folder: string;

  /** @throws Refusal if the folder can not be written to */
  constructor(out: string) {
    this.#folder = join(out, 'students');
    mkdirSync(this.#folder, { recursive: true });
  }

  /** What is kept of a student, if it was made with that key. */
  find(id: string, key: string): StudentRecord | undefined {
    const record = readFrom(join(this.#folder, fileOf(id)));
    return record?.key === key ? record : undefined;
  }

  /** @throws Refusal */
  keep(record: StudentRecord): void {
    const text = `${JSON.stringify(record, null, 1)}\n`;
    writeWhole(this.#folder, fileOf(record.id), text);
  }
}

/** All records of a folder of results, by id. */
export function* recordsIn(out: string): Generator<StudentRecord> {
  const folder = join(out, 'students');
  for (const name of readdirSync(folder).sort()) {
    const record = name.endsWith('.json')
      ? readFrom(join(folder, name))
      : undefined;
    if (record !== undefined) yield record;
  }
}

function readFrom(path: string): StudentRecord | undefined {
  try {
    return readRecord(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}
