// Who is graded: what was handed in, and who in the roster handed in nothing.

import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '../cli/refusal.ts';
import { ARCHIVE, idOf, sourceOf } from '../grade/intake/open.node.ts';
import type { Source } from '../grade/intake/source.ts';
import type { Student } from './roster.ts';

/** A student, and what they handed in. */
export interface Handed extends Student {
  readonly source?: Source;
}

/**
 * The students in the order of their names: those of the roster, and whoever handed in
 * besides. A path of `places` is a folder of submissions, or a submission itself if it is
 * an archive. @throws Refusal
 */
export function readStudents(
  places: readonly string[],
  roster: readonly Student[],
): readonly Handed[] {
  const sources = new Map<string, Source>();
  for (const place of places) {
    for (const path of submissionsIn(place)) {
      const id = idOf(path);
      if (sources.has(id)) {
        throw new Refusal(
          `There are two submissions of "${id}"; the second is ${path}.`,
        );
      }
      sources.set(id, sourceOf(path));
    }
  }
  const known = new Set(roster.map(({ id }) => id));
  const others = [...sources.keys()].filter((id) => !known.has(id));
  return [...roster, ...others.map((id) => ({ id, columns: {} }))]
    .map((student) => withSource(student, sources.get(student.id)))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

function withSource(student: Student, source: Source | undefined): Handed {
  return source === undefined ? student : { ...student, source };
}

function submissionsIn(place: string): readonly string[] {
  const stat = statSync(place, { throwIfNoEntry: false });
  if (stat === undefined) {
    throw new Refusal(`There is no ${place}, which --submissions names.`);
  }
  if (!stat.isDirectory()) return [place];
  return readdirSync(place, { withFileTypes: true })
    .filter((entry) => !entry.name.startsWith('.'))
    .filter(
      (entry) =>
        entry.isDirectory() || (entry.isFile() && ARCHIVE.test(entry.name)),
    )
    .map(({ name }) => join(place, name))
    .sort();
}
