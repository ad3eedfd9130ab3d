// Grades what is in the editor, as the terminal grades a folder: the same judge, the same
// programs, a worker in the place of the process.

import { oneLine } from '../../grader/core/clean.ts';
import type { LoadedMutant } from '../../grader/core/diagnose.ts';
import { judge, resultOf } from '../../grader/core/judge.ts';
import type { GradeRequest } from '../../grader/core/request.ts';
import type {
  ModuleProblem,
  Result,
  StepResult,
} from '../../grader/core/result.ts';
import {
  type Parts,
  RUN_MS,
  type Scenario,
  type Subject,
} from '../../grader/core/scenario.ts';
import { SyntaxProblem } from '../../grader/core/strip.ts';
import { toCountedBody } from '../../grader/core/transform.ts';
import type { Load } from '../../grader/sandbox/protocol.ts';
import { WorkerSandbox } from '../../grader/sandbox/worker-sandbox.ts';
import type { DeskData } from './data.ts';

/** The half of an exercise that is code. */
export interface DeskCode {
  readonly scenario: Scenario;
  readonly reference: Subject;
  readonly parts: Parts;
  readonly mutants: readonly LoadedMutant[];
}

export interface DeskRequest {
  readonly files: ReadonlyMap<string, string>;
  readonly seed: number;
  readonly programs: number;
  readonly only?: ReadonlySet<string>;
  readonly onStep?: (step: StepResult) => void;
}

/** One grading, which can be ended from outside. */
export class DeskGrading {
  readonly #data: DeskData;
  readonly #code: DeskCode;
  #sandbox: WorkerSandbox | undefined;
  #isOver = false;

  constructor(data: DeskData, code: DeskCode) {
    this.#data = data;
    this.#code = code;
  }

  /** The result; undefined if it was ended. */
  async run(asked: DeskRequest): Promise<Result | undefined> {
    const { chapter, work, runner } = this.#data;
    const { scenario, reference, parts, mutants } = this.#code;
    const { files, seed, programs, only, onStep } = asked;
    const request: GradeRequest = {
      ...{ chapter, seed, programs, kept: {} },
      ...(only === undefined ? {} : { only }),
    };
    const load = this.#load(files);
    if ('verdict' in load) {
      return resultOf(request, 'worker', { steps: [], problem: load });
    }
    const { programMs, runMs = RUN_MS } = scenario.budget ?? {};
    const sandbox = new WorkerSandbox({ runner, load, programMs });
    this.#sandbox = sandbox;
    const result = await judge({
      ...{ request, scenario, reference, parts, work, sandbox },
      sources: files,
      mutants: () => mutants,
      now: () => performance.now(),
      deadline: performance.now() + runMs,
      onStep: (step) => {
        if (!this.#isOver) onStep?.(step);
      },
    });
    return this.#isOver ? undefined : result;
  }

  end(): void {
    this.#isOver = true;
    this.#sandbox?.close();
  }

  #load(files: ReadonlyMap<string, string>): Load | ModuleProblem {
    const { chapter, given, names } = this.#data;
    const { slug } = chapter;
    const own: { id: string; body: string; own: true }[] = [];
    for (const [name, source] of files) {
      try {
        own.push({ id: `${slug}/${name}`, body: bodyOf(source), own: true });
      } catch (error) {
        if (!(error instanceof SyntaxProblem)) throw error;
        return {
          verdict: 'does-not-compile',
          words: oneLine(`${name} does not compile: ${error.message}`),
          where: `${name}:${error.line}`,
        };
      }
    }
    const { exports } = this.#code.scenario;
    return { modules: [...given, ...own], names, entry: `${slug}/mod.ts`, exports };
  }
}

/** What did not change since the last run is not compiled again. */
const bodies = new Map<string, string>();

function bodyOf(source: string): string {
  const body = bodies.get(source) ?? toCountedBody(source);
  bodies.set(source, body);
  return body;
}
