// A run on the screen: what is edited, the steps as they are graded, what to do next,
// and as the last line the verdict.

import type { IndexedChapter } from '../build/course-index.ts';
import type { Result, StepResult } from '../core/result.ts';
import { asides, isUnwritten } from './aside.ts';
import { outputLines } from './ending.ts';
import { atEnd, count, fewLines, hang, wrap } from './layout.ts';
import type { Look } from './paint.ts';
import { type Place, RIGHT_END, stepLines } from './step.ts';

export interface TerminalOptions extends Look {
  readonly chapter: IndexedChapter;
  /** The chapter's page, and the files with holes, as seen from where one stands. */
  readonly page: string;
  readonly edits: string;
  /** Steps that are graded; all of the chapter's, or some. */
  readonly steps: readonly string[];
  /** Everything about each step that failed, not only about the first. */
  readonly verbose: boolean;
  /** It runs again at every save: nobody needs to be told how. */
  readonly watched?: boolean;
  /** Lines come out as steps are graded; else passed steps may be told as one. */
  readonly live: boolean;
  readonly placesOf: (step: StepResult) => readonly Place[];
  readonly againFor: (step: StepResult) => string;
  /** More about a step that passed, at the end of its line. */
  readonly noteOn?: (step: StepResult) => string | undefined;
  /** What comes after this exercise, with its command. */
  readonly next: { readonly words: string; readonly command: string };
}

/** Turns a run into lines, as it goes. */
export class TerminalReport {
  readonly #options: TerminalOptions;
  readonly #seen: StepResult[] = [];
  #held: string[] = [];
  #lines = 0;

  constructor(options: TerminalOptions) {
    this.#options = options;
  }

  begin(): string[] {
    const { chapter, page, edits, paint, width } = this.#options;
    const end = Math.min(width, RIGHT_END);
    const name = paint.strong(`Exercise ${chapter.number} · ${chapter.title}`);
    return [
      ...atEnd(`  ${name}`, page, end),
      ...hang('  you edit  ', edits, width),
      '',
    ];
  }

  /** The lines of a step; none yet while nothing has failed and lines are not live. */
  step(result: StepResult): string[] {
    const lines = this.#linesOf(result, this.#seen);
    this.#seen.push(result);
    if (!this.#options.live && result.verdict === 'passed' && this.#allPassed()) {
      this.#held.push(...lines);
      return [];
    }
    const out = [...this.#held, ...lines];
    this.#held = [];
    this.#lines += out.length;
    return out;
  }

  /** How many lines of steps stand above that one line could say. */
  get folds(): number {
    const fold = this.#options.live && this.#seen.length > 1 && this.#allPassed();
    return fold ? this.#lines : 0;
  }

  /** What is left to say, without the verdict. */
  end(result: Result): string[] {
    return [
      ...this.#problem(result, this.#options.steps),
      ...this.#together(),
      ...outputLines(result, this.#options),
      '',
      ...this.#advice(result),
      '',
    ];
  }

  /** What a save is answered with: the first step that is open, or what comes next. */
  brief(result: Result): string[] {
    const step = this.#seen.find(isOpen);
    const lines = step === undefined ? [] : this.#linesOf(step, []);
    const done = result.exit === 0 ? this.#advice(result) : [];
    const printed = outputLines(result, this.#options);
    return ['', ...this.#problem(result, []), ...lines, ...printed, '', ...done];
  }

  /** The exercise as it was asked for: '1', or '1.3' alone. */
  get #word(): string {
    const { chapter, steps } = this.#options;
    const [only] = steps.length === 1 ? steps : [];
    return only ?? String(chapter.number);
  }

  #allPassed(): boolean {
    return this.#seen.every(({ verdict }) => verdict === 'passed');
  }

  #linesOf(result: StepResult, before: readonly StepResult[]): string[] {
    const { chapter, verbose, placesOf, againFor, noteOn } = this.#options;
    const open = before.filter(isOpen);
    const note = noteOn?.(result);
    const head = chapter.steps.find(({ id }) => id === result.id);
    const waits = asides([...before, result], chapter.holes);
    const within = waits.get(result);
    const isFirst = open.every((one) => isUnwritten(one) || waits.has(one));
    return stepLines(
      {
        result,
        head: head ?? { rule: '', section: '' },
        places: placesOf(result),
        again: againFor(result),
        detail: verbose || (isFirst && within === undefined),
        later: result.verdict === 'not-written' && open.length > 0,
        ...(note === undefined ? {} : { note }),
        ...(within === undefined ? {} : { within }),
      },
      this.#options,
    );
  }

  #problem({ problem }: Result, below: readonly string[]): string[] {
    if (problem === undefined) return [];
    const { chapter, paint, width } = this.#options;
    const sign = `  ${paint.bad('✗')} ${String(chapter.number).padEnd(4)} `;
    const { words, where, verdict } = problem;
    const [first = '', ...more] = fewLines(words, 8);
    const place = where === undefined ? '' : `  ${where}`;
    const titles = chapter.steps.filter(({ id }) => below.includes(id));
    const advice =
      verdict === 'export-missing'
        ? hang(
            '         ',
            `The reference exports it: solutions/${chapter.slug}/mod.ts.`,
            width,
          )
        : [];
    return [
      ...hang(sign, first + place, width),
      ...more.flatMap((line) => hang('         ', line, width)),
      ...advice,
      ...titles.map(
        ({ id, title }) => `  ${paint.quiet('·')} ${id.padEnd(4)} ${title}`,
      ),
    ];
  }

  /** How to see more of the steps that were told in one sentence. */
  #others(run: string): string[] {
    const open = this.#seen.filter(isOpen).filter(({ difference }) => difference);
    if (this.#options.verbose || open.length < 2) return [];
    return [`  ${run} -- --verbose   tells the other differences too`];
  }

  /** All that passed in one line, where it was not told already. */
  #together(): string[] {
    const { paint, live } = this.#options;
    if (!this.#allPassed() || this.#seen.length === 0) return [];
    if (this.#seen.length === 1) return live ? [] : this.#held;
    const [first, last] = [this.#seen[0]?.id, this.#seen.at(-1)?.id];
    const programs = this.#seen.reduce((sum, step) => sum + step.programs, 0);
    const sign = paint.good('✓');
    return [
      `  ${sign} ${first} … ${last}   ${count(programs, 'program')}, no difference`,
    ];
  }

  #advice(result: Result): string[] {
    const { chapter, width, next, watched } = this.#options;
    const run = `npm run exercise ${this.#word}`;
    if (result.exit === 0) {
      const whole = this.#seen.length === chapter.steps.length;
      const end = Math.min(width, RIGHT_END);
      return [
        ...(whole
          ? wrap(chapter.summary, width - 2).map((line) => `  ${line}`)
          : []),
        `  Compare with the reference: ${run} -- --solution`,
        `  Use it in a program of yours: npm run try scratch/a.ts`,
        ...atEnd(`  Next: ${next.words}`, next.command, end),
      ];
    }
    const open = this.#seen.find(isOpen);
    if (open === undefined) return [];
    if (open.verdict !== 'not-written') return this.#others(run);
    const section = chapter.steps.find(({ id }) => id === open.id)?.section ?? '';
    return [
      ...wrap(
        `Start with ${open.id}. The chapter tells it under "${section}".`,
        width - 2,
      ).map((line) => `  ${line}`),
      ...(watched ? [] : [`  ${run} -- --watch   runs again at every save`]),
      `  ${run} -- --hint    a first question to think about`,
      `  npm run try scratch/a.ts        runs a program of yours on your modules`,
    ];
  }
}

const isOpen = ({ verdict }: StepResult): boolean => verdict !== 'passed';
