// The sandbox's half of grading: loads the learner's modules and plays programs on
// them. The same in a process (process.node.ts) and in a page's worker (worker.ts);
// they bring the compiler, the channel and the reading of stack traces.

import { type Factory, ForbiddenImport, link } from '../core/link.ts';
import { play } from '../core/play.ts';
import type { ModuleProblem } from '../core/result.ts';
import type { Scenario, Subject } from '../step.ts';
import type { Answer, Load, Request } from './protocol.ts';

// Kept before the learner's code can replace it.
const { stringify } = JSON;

export interface RunnerOptions {
  readonly scenario: Scenario;
  /** Makes a function of a module's body. */
  readonly compile: (id: string, body: string, own: boolean) => Factory;
  /** The first place in the learner's own code on an error's stack: `store.ts:61`. */
  readonly locate: (error: unknown) => string | undefined;
  readonly answer: (answer: Answer) => void;
}

/** Answers the judge's requests, one after the other. */
export function createRunner(
  options: RunnerOptions,
): (request: Request) => Promise<void> {
  const { scenario, locate, answer } = options;
  let subject: Subject = {};
  return async (request) => {
    if (request.ask === 'load') {
      const loaded = load(request.load, options);
      if (loaded.subject !== undefined) subject = loaded.subject;
      answer({
        say: 'loaded',
        ...(loaded.problem ? { problem: loaded.problem } : {}),
      });
      return;
    }
    const { number, input, telling } = request;
    const step = scenario.steps.find(({ id }) => id === request.step);
    if (step === undefined) return;
    const trace = await play(step, subject, input, {
      locate,
      words: telling !== 'outcomes',
      ...(telling === 'ahead'
        ? { onCall: (call: string): void => answer({ say: 'call', number, call }) }
        : {}),
    });
    answer({ say: 'played', number, trace: stringify(trace) });
  };
}

type Loaded = { readonly subject?: Subject; readonly problem?: ModuleProblem };

function load(request: Load, { compile, locate }: RunnerOptions): Loaded {
  try {
    const factories = new Map(
      request.modules.map(({ id, body, own }) => [id, compile(id, body, own)]),
    );
    const names = new Map(Object.entries(request.names));
    const subject = link(request.entry, { factories, names });
    const problem = missing(request, subject);
    return problem === undefined ? { subject } : { problem };
  } catch (error) {
    return { problem: problemOf(error, locate(error)) };
  }
}

function missing(
  { exports, entry }: Load,
  subject: Subject,
): ModuleProblem | undefined {
  const absent = exports.find((name) => typeof subject[name] !== 'function');
  if (absent === undefined) return undefined;
  const file = entry.slice(entry.lastIndexOf('/') + 1);
  return { verdict: 'export-missing', words: `${file} does not export ${absent}` };
}

function problemOf(error: unknown, where: string | undefined): ModuleProblem {
  const place = where === undefined ? {} : { where };
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof ForbiddenImport) {
    return { verdict: 'import-not-allowed', words: message, ...place };
  }
  if (error instanceof SyntaxError) {
    return { verdict: 'does-not-compile', words: message, ...place };
  }
  if (error instanceof Error && error.name === 'NotWritten') {
    const words = `is needed to load the file: ${message}`;
    return { verdict: 'not-written', words, ...place };
  }
  const name =
    error instanceof Error && error.name !== 'Error' ? `${error.name}: ` : '';
  return {
    verdict: 'threw',
    words: `threw while loading: ${name}${message}`,
    ...place,
  };
}
