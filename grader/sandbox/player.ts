// The sandbox's half of grading: loads the learner's modules and plays programs on
// them. The same in a process (process.node.ts) and in a page's worker (worker.ts);
// they bring the compiler, the channel and the reading of stack traces.

import { type Factory, ForbiddenImport, link, partsOf } from '../core/link.ts';
import { type Counting, createMeter, type Meter } from '../core/meter.ts';
import { type Breach, play } from '../core/play.ts';
import type { ModuleProblem } from '../core/result.ts';
import type { Telling } from '../core/sandbox.ts';
import type { Modules, Scenario, Subject } from '../core/scenario.ts';
import { brokenBy, WORDS } from '../core/sentences.ts';
import type { Trace, TraceLine } from '../core/trace.ts';
import { costStep } from '../core/work.ts';
import type { Prints, PrintsTo } from './prints.ts';
import {
  type Answer,
  LONGEST_ANSWER,
  type Load,
  type Request,
} from './protocol.ts';
import type { Traps } from './traps.ts';

// Kept before the learner's code can replace it.
const { stringify } = JSON;

export interface RunnerOptions {
  readonly scenario: Scenario;
  /** Makes a function of a module's body. */
  readonly compile: (id: string, body: string, own: boolean) => Factory;
  /** The first place in the learner's own code on a stack: `01-store/store.ts:61`. */
  readonly locate: (error: unknown) => string | undefined;
  /** Where the globals of this place are trapped. */
  readonly traps?: Traps;
  /** Where what is printed is caught. */
  readonly prints?: Prints;
  readonly answer: (answer: Answer) => void;
  /** Fulfilled when nothing is left to do, where that can be told. */
  readonly idle?: () => Promise<void>;
}

/** Answers the judge's requests, one after the other. */
export function createRunner(
  options: RunnerOptions,
): (request: Request) => Promise<void> {
  const { scenario, answer, idle, traps, prints } = options;
  let printsAll = false;
  const meter = createMeter();
  let modules: Modules | undefined;
  let near = nearTo('');
  let stuck: { readonly step: string; readonly trace: string } | undefined;
  const locate = (error: unknown): string | undefined => {
    const place = options.locate(error);
    return place === undefined ? undefined : near(place);
  };
  const watch = { meter, traps, locate, near: (place: string) => near(place) };
  return async (request) => {
    // What a cost is counted among is put there without a bound but time.
    meter.begin(request.ask === 'load' || request.telling !== 'work');
    traps?.arm();
    if (request.ask === 'load') {
      near = nearTo(request.load.entry);
      printsAll = request.load.prints === true;
      prints?.begin('the output');
      stuck = undefined;
      const loaded = load(request.load, { ...options, locate }, watch);
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
    if (telling === 'outcomes' && stuck?.step === step.id) {
      // The others of its batch would turn as long, and nobody looks at them.
      answer({ say: 'played', number, trace: stuck.trace });
      return;
    }
    prints?.begin(printsTo(telling, printsAll));
    const played = telling === 'work' ? costStep(step, meter, watch.near) : step;
    const told = await play(played, modules, program, {
      ...{ locate, breach: () => breachOf(watch) },
      ...(idle === undefined ? {} : { idle }),
      ...(prints === undefined ? {} : { printed: prints.take }),
      words: telling !== 'outcomes',
      ...(telling === 'ahead'
        ? { onCall: (call: string): void => answer({ say: 'call', number, call }) }
        : {}),
    });
    const trace = telling === 'words' ? withRan(told, meter, watch.near) : told;
    const text = textOf(trace);
    stuck = meter.endless && { step: step.id, trace: text };
    answer({ say: 'played', number, trace: text });
  };
}

/** A trace whose last line says which functions of the submission ran. */
function withRan(
  trace: Trace,
  meter: Meter,
  near: (place: string) => string,
): Trace {
  const ran = meter.entered().map(near);
  return trace.map((line, i) => (i === trace.length - 1 ? { ...line, ran } : line));
}

/** Only a program that is told has its prints beside its calls. */
function printsTo(telling: Telling, all: boolean): PrintsTo {
  if (telling === 'words') return 'the call';
  return all || telling === 'ahead' ? 'the output' : 'nowhere';
}

/** Says a place in the folder of `entry` by its file alone: `store.ts:61`. */
function nearTo(entry: string): (place: string) => string {
  const folder = entry.slice(0, entry.lastIndexOf('/') + 1);
  return (place) => (place.startsWith(folder) ? place.slice(folder.length) : place);
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

function load(request: Load, options: RunnerOptions, watch: Watch): Loaded {
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
    const own = new Set(
      request.modules.filter((module) => module.own).map(({ id }) => id),
    );
    const counting = (id: string): Counting => watch.meter.of(id, own.has(id));
    const linked = link({ factories, names, counting });
    const subject = linked.module(request.entry);
    const problem = broken(watch) ?? missing(request, subject);
    if (problem !== undefined) return { problem };
    return { modules: { subject, parts: partsOf(linked, names.keys()) } };
  } catch (error) {
    const problem = broken(watch);
    return {
      problem: problem ?? { ...problemOf(error), ...placeOf(error, options) },
    };
  }
}

/** What no module may do, done while it was loaded. */
function broken(watch: Watch): ModuleProblem | undefined {
  const breach = breachOf(watch);
  if (breach === undefined) return undefined;
  const { verdict, words } = brokenBy(breach.outcome);
  const { where } = breach;
  const problem = { verdict, words: `${words}, while loading` };
  return where === undefined ? problem : { ...problem, where };
}

/** What looks on while the learner's code runs, and how places are said. */
interface Watch {
  readonly meter: Meter;
  readonly traps: Traps | undefined;
  readonly locate: (error: unknown) => string | undefined;
  readonly near: (place: string) => string;
}

function breachOf({ meter, traps, locate, near }: Watch): Breach | undefined {
  const { endless } = meter;
  if (endless !== undefined) {
    const { turns, place } = endless;
    return {
      outcome: { kind: 'endless', turns },
      ...(place && { where: near(place) }),
    };
  }
  if (traps?.sprung === undefined) return undefined;
  const { what, instead, error } = traps.sprung;
  const where = locate(error);
  const outcome = { kind: 'forbidden', what, instead } as const;
  return where === undefined ? { outcome } : { outcome, where };
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
