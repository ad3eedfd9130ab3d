// What the build put into a folder for this state of the sources, read as it is needed.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { CourseIndex, ExerciseFiles } from '../build/course-index.ts';
import type { LoadedMutant } from '../core/diagnose.ts';
import type { Parts, Scenario, Subject } from '../core/scenario.ts';
import type { Work } from '../core/work.ts';
import type { Load } from '../sandbox/protocol.ts';

/** The judge's half of an exercise. */
export interface Pack {
  readonly scenario: Scenario;
  readonly reference: Subject;
  readonly parts: Parts;
}

/** The folder that build.node.ts filled for this state of the sources. */
export class Built {
  #folder: string;
  /** What was read already: a watched exercise is graded many times. */
  readonly #read = new Map<string, unknown>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** From now on everything is read there. */
  moveTo(folder: string): void {
    this.#folder = folder;
  }

  index(): CourseIndex {
    return this.#json('course.json') as CourseIndex;
  }

  files(slug: string): ExerciseFiles {
    return this.#json(`files-${slug}.json`) as ExerciseFiles;
  }

  /** Our own texts, and what they compile to. */
  bodies(slug: string): ReadonlyMap<string, string> {
    return new Map(this.#json(`bodies-${slug}.json`) as [string, string][]);
  }

  given(name: string): Load['modules'] {
    const modules = this.#json(`given-${name}.json`) as {
      id: string;
      body: string;
    }[];
    return modules.map((module) => ({ ...module, own: false }));
  }

  pack(slug: string): Pack {
    return this.#load(`pack-${slug}.cjs`) as Pack;
  }

  mutants(slug: string): readonly LoadedMutant[] {
    const { mutants } = this.#load(`mutants-${slug}.cjs`) as {
      mutants: LoadedMutant[];
    };
    return mutants;
  }

  /** What the costs of an exercise come to for the reference. */
  work(slug: string): Work {
    return this.#json(`work-${slug}.json`) as Work;
  }

  sandboxScript(slug: string): string {
    return join(this.#folder, `sandbox-${slug}.cjs`);
  }

  #json(file: string): unknown {
    let value = this.#read.get(file);
    if (value === undefined) {
      value = JSON.parse(readFileSync(join(this.#folder, file), 'utf8'));
      this.#read.set(file, value);
    }
    return value;
  }

  #load(file: string): unknown {
    const path = join(this.#folder, file);
    return createRequire(path)(path);
  }
}
