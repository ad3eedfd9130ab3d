// A sandbox that isolates nothing: the learner's module runs in this very process. For
// tests only, of exercises whose code is our own; a loop in it never ends.

import vm from 'node:vm';
import type { Factory } from '../core/link.ts';
import { COUNTERS } from '../core/meter.ts';
import type { ModuleProblem } from '../core/result.ts';
import type { Played, Sandbox, Telling } from '../core/sandbox.ts';
import type { Program, Scenario } from '../core/scenario.ts';
import { createRunner } from '../sandbox/player.ts';
import type { Answer, Load } from '../sandbox/protocol.ts';

export class InProcessSandbox implements Sandbox {
  readonly isolation = 'none';
  readonly #scenario: Scenario;
  readonly #load: Load;
  #handle: ReturnType<typeof createRunner> | undefined;
  #answers: Answer[] = [];

  constructor(scenario: Scenario, load: Load) {
    this.#scenario = scenario;
    this.#load = load;
  }

  async open(): Promise<ModuleProblem | undefined> {
    const answer = (said: Answer): number => this.#answers.push(said);
    this.#handle = createRunner({
      ...{ scenario: this.#scenario, compile, locate, answer },
    });
    await this.#handle({ ask: 'load', load: this.#load });
    const [loaded] = this.#take();
    return loaded?.say === 'loaded' ? loaded.problem : undefined;
  }

  async play(
    step: string,
    programs: readonly Program[],
    telling: Telling,
  ): Promise<Played> {
    for (const [number, given] of programs.entries()) {
      // As in every sandbox the program is a copy: nobody can change the judge's.
      const program = JSON.parse(JSON.stringify(given)) as Program;
      await this.#handle?.({ ask: 'play', number, step, program, telling });
    }
    const played = this.#take().filter((answer) => answer.say === 'played');
    return { traces: played.map(({ trace }) => trace) };
  }

  close(): void {
    this.#handle = undefined;
  }

  #take(): readonly Answer[] {
    const taken = this.#answers;
    this.#answers = [];
    return taken;
  }
}

/** Compiled bodies: the many variants of an exercise share nearly all of their files. */
const compiled = new Map<string, Factory>();

function compile(id: string, body: string, own: boolean): Factory {
  const filename = `/${own ? 'learner' : 'given'}/${id}`;
  const key = `${filename}\n${body}`;
  const known = compiled.get(key);
  if (known !== undefined) return known;
  const source = `(function (require, exports, ${COUNTERS}) {${body}\n})`;
  const factory = new vm.Script(source, { filename }).runInThisContext() as Factory;
  compiled.set(key, factory);
  return factory;
}

function locate(error: unknown): string | undefined {
  const stack = error instanceof Error ? String(error.stack) : '';
  return /\/learner\/([\w-]+\/[\w.-]+:\d+)/.exec(stack)?.[1];
}
