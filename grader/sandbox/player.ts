// The sandbox's half of grading: loads the learner's modules and plays programs on
// them. The same in a process (process.node.ts) and in a page's worker (worker.ts);
// they bring the compiler, the channel and the reading of stack traces.

import {
  type Exports,
  type Factory,
  ForbiddenImport,
  type Linked,
  link,
} from '../core/link.ts';
import { play } from '../core/play.ts';
import type { ModuleProblem } from '../core/result.ts';
import type { Modules, Parts, Scenario, Subject } from '../core/scenario.ts';
import { WORDS } from '../core/sentences.ts';
import type { Trace, TraceLine } from '../core/trace.ts';
import {
  type Answer,
  LONGEST_ANSWER,
  type Load,
  type Request,
} from './protocol.ts';

// Kept before the learner's code can replace it.
const { stringify } = JSON;

export interface RunnerOptions {
  readonly scenario: Scenario;
  /** Makes a function of a module's body. */
  readonly compile: (id: string, body: string, own: boolean) => Factory;
  /** The first place in the learner's own code on a stack: `01-store/store.ts:61`. */
  readonly locate: (error: unknown) => string | undefined;
  readonly answer: (answer: Answer) => void;
  /** Fulfilled when nothing is left to do, where that can be told. */
  readonly idle?: () => Promise<void>;
}

/** Answers the judge's requests, one after the other. */
export function createRunner(
  options: RunnerOptions,
): (request: Request) => Promise<void> {
  const { scenario, answer, idle } = options;
  let modules: Modules | undefined;
  let locate = options.locate;
  return async (request) => {
    if (request.ask === 'load') {
      locate = near(request.load.entry, options.locate);
      const loaded = load(request.load, { ...options, locate });
      if (loaded.modules !== undefined) modules = loaded.modules;
      answer({
        say: 'loaded',
        ...(loaded.problem ? { problem: loaded.problem } : {}),
      });
      return;
    }
    const { number, program, telling } = request;
    const step = scenario.steps.find(({ id }) => id === request.step);
    if (step === undefined || modules === undefined) return;
    const trace = await play(step, modules, program, {
      locate,
      ...(idle === undefined ? {} : { idle }),
      words: telling !== 'outcomes',
      ...(telling === 'ahead'
        ? { onCall: (call: string): void => answer({ say: 'call', number, call }) }
        : {}),
    });
    answer({ say: 'played', number, trace: textOf(trace) });
  };
}

/** Places in the folder of `entry` by their file alone: `store.ts:61`. */
function near(
  entry: string,
  locate: RunnerOptions['locate'],
): RunnerOptions['locate'] {
  const folder = entry.slice(0, entry.lastIndexOf('/') + 1);
  return (error) => {
    const place = locate(error);
    return place?.startsWith(folder) ? place.slice(folder.length) : place;
  };
}

/** The trace as JSON; if that is too long to be read, as far as it can be. */
function textOf(trace: Trace): string {
  const bound = LONGEST_ANSWER - 10_000;
  const whole = stringify(trace);
  if (whole.length <= bound) return whole;
  const lines: TraceLine[] = [];
  let length = 0;
  for (const line of trace) {
    length += stringify(line).length + 1;
    if (length > bound) {
      const outcome = { kind: 'odd', what: WORDS.tooLarge } as const;
      return stringify([...lines, { ...line, outcome }]);
    }
    lines.push(line);
  }
  return whole;
}

type Loaded = { readonly modules?: Modules; readonly problem?: ModuleProblem };

function load(request: Load, options: RunnerOptions): Loaded {
  const factories = new Map<string, Factory>();
  try {
    for (const { id, body, own } of request.modules) {
      const compile = (): Factory => options.compile(id, body, own);
      // Of what is given, most is never asked for.
      factories.set(id, own ? compile() : (...args) => compile()(...args));
    }
  } catch (error) {
    const problem = {
      verdict: 'does-not-compile',
      words: messageOf(error),
    } as const;
    return { problem: { ...problem, ...placeOf(error, options) } };
  }
  try {
    const names = new Map(Object.entries(request.names));
    const linked = link({ factories, names });
    const subject = linked.module(request.entry);
    const problem = missing(request, subject);
    if (problem !== undefined) return { problem };
    return { modules: { subject, parts: partsOf(linked, names.keys()) } };
  } catch (error) {
    return { problem: { ...problemOf(error), ...placeOf(error, options) } };
  }
}

/** The lower chapters by name, each run when it is first asked for. */
function partsOf(linked: Linked, names: Iterable<string>): Parts {
  const parts = {};
  for (const specifier of names) {
    const get = (): Exports => linked.named(specifier);
    Object.defineProperty(parts, specifier.slice(1), { get });
  }
  // The scenario asks for those that its chapter needs; a check holds the two together.
  return parts as Parts;
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

function problemOf(error: unknown): ModuleProblem {
  const message = messageOf(error);
  if (error instanceof ForbiddenImport) {
    return { verdict: 'import-not-allowed', words: message };
  }
  const name = nameOf(error);
  if (name === 'NotWritten') {
    const words = `is needed to load the file: ${message}`;
    return { verdict: 'not-written', words };
  }
  const named = name === '' || name === 'Error' ? message : `${name}: ${message}`;
  return { verdict: 'threw', words: `threw while loading: ${named}` };
}

function placeOf(error: unknown, { locate }: RunnerOptions): { where?: string } {
  const where = locate(error);
  return where === undefined ? {} : { where };
}

/** What an error says; anything may be thrown, and may throw when it is read. */
export function messageOf(error: unknown): string {
  try {
    const said = error instanceof Error ? error.message : error;
    return String(said).slice(0, LONGEST_WORDS);
  } catch {
    return 'something that can not be read';
  }
}

function nameOf(error: unknown): string {
  try {
    return error instanceof Error ? String(error.name).slice(0, LONGEST_WORDS) : '';
  } catch {
    return '';
  }
}

const LONGEST_WORDS = 1_000;
