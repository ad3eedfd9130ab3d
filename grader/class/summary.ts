// A class as one value: what every report of it is written from. The same records give
// the same value, in whatever parts and order they were graded.

import { type Cluster, clustersOf } from './clusters.ts';
import type { StudentRecord } from './record.ts';

export interface ClassSummary {
  readonly format: 'kubewright-class';
  readonly version: 1;
  /** What the exercises are worth, and their steps. */
  readonly exercises: readonly SummaryExercise[];
  readonly students: readonly SummaryStudent[];
  readonly misreadings: readonly SummaryMisreading[];
  readonly clusters: readonly Cluster[];
}

export interface SummaryExercise {
  readonly number: number;
  readonly slug: string;
  readonly title: string;
  readonly of: number;
  readonly steps: readonly {
    readonly id: string;
    readonly title: string;
    readonly passed: number;
  }[];
}

export interface SummaryStudent {
  readonly id: string;
  readonly columns: Readonly<Record<string, string>>;
  /** Why nothing was graded; else empty. */
  readonly words: string;
  readonly points: number;
  /** Points by exercise, and the steps that did not pass. */
  readonly exercises: readonly {
    readonly points: number;
    readonly open: readonly string[];
    readonly words: string;
  }[];
}

export interface SummaryMisreading {
  readonly step: string;
  readonly looksAsIf: string;
  readonly students: number;
}

export function summaryOf(records: readonly StudentRecord[]): ClassSummary {
  const sorted = [...records].sort((a, b) => (a.id < b.id ? -1 : 1));
  const first = sorted.find(({ sheet }) => sheet !== undefined)?.sheet;
  const exercises = (first?.exercises ?? []).map(
    ({ number, slug, title, of, steps }) => {
      const told = steps.map((step) => {
        const passed = sorted.filter((one) => hasPassed(one, slug, step.id)).length;
        return { id: step.id, title: step.title, passed };
      });
      return { number, slug, title, of, steps: told };
    },
  );
  return {
    ...{ format: 'kubewright-class', version: 1, exercises },
    students: sorted.map((record) => studentOf(record, exercises)),
    misreadings: misreadingsOf(sorted),
    clusters: exercises.flatMap(({ slug }) => clustersOf(sorted, slug)),
  };
}

function hasPassed({ sheet }: StudentRecord, slug: string, id: string): boolean {
  const exercise = sheet?.exercises.find((one) => one.slug === slug);
  return (
    exercise?.steps.some((step) => step.id === id && step.verdict === 'passed') ??
    false
  );
}

function studentOf(
  { id, columns, words, sheet }: StudentRecord,
  exercises: readonly SummaryExercise[],
): SummaryStudent {
  return {
    ...{ id, columns, words },
    points: sheet?.totals.points ?? 0,
    exercises: exercises.map(({ slug, steps }) => {
      const found = sheet?.exercises.find((one) => one.slug === slug);
      if (found === undefined) {
        return { points: 0, open: steps.map((step) => step.id), words };
      }
      const open = found.steps.filter(({ verdict }) => verdict !== 'passed');
      return {
        points: found.points,
        open: open.map((step) => step.id),
        words: found.words,
      };
    }),
  };
}

function misreadingsOf(
  records: readonly StudentRecord[],
): readonly SummaryMisreading[] {
  const counts = new Map<string, SummaryMisreading>();
  for (const { sheet } of records) {
    const steps = sheet?.exercises.flatMap((exercise) => exercise.steps) ?? [];
    for (const { id, looksAsIf } of steps) {
      if (looksAsIf === undefined) continue;
      const key = `${id} ${looksAsIf}`;
      const students = (counts.get(key)?.students ?? 0) + 1;
      counts.set(key, { step: id, looksAsIf, students });
    }
  }
  return [...counts.values()].sort(
    (a, b) =>
      b.students - a.students ||
      a.step.localeCompare(b.step, 'en', { numeric: true }),
  );
}
