/**
 * Reads the marks in a source text: `//#region window` … `//#endregion` names
 * lines that a chapter shows, `//#exercise 3 say in one line what to do` …
 * `//#endexercise` names lines that the learner writes. Regions may nest in each
 * other and in holes; a region and a hole never cross half-way.
 */
import { functionAround, refusePlace } from './hole-place.ts';
import { LiterateError, normalise } from './problem.ts';
import { offsetAt, Syntax } from './syntax.ts';

/** Lines with a name. `from` and `to` are the lines of its two marks, from 0. */
export interface Region {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

/**
 * Lines that the learner writes. `from` and `to` are the lines of its two marks,
 * from 0.
 */
export interface Hole {
  /** The first step that needs it. */
  readonly step: number;
  /** All steps that grade it, `step` first: `//#exercise 1,7 do`. */
  readonly steps: readonly number[];
  readonly text: string;
  readonly indent: string;
  /** The function or method that it is part of. */
  readonly within: string;
  readonly from: number;
  readonly to: number;
}

/**
 * A text of solutions/ with its marks read. `file` is its path below solutions/.
 */
export interface Source {
  readonly file: string;
  readonly text: string;
  readonly lines: readonly string[];
  /** Empty if the text is no module. */
  readonly syntax: Syntax;
  readonly regions: ReadonlyMap<string, Region>;
  readonly holes: readonly Hole[];
  /** The lines, from 0, that are marks. */
  readonly marks: ReadonlySet<number>;
}

/**
 * The texts of solutions/ by their path below it, for example `01-store/range.ts`.
 */
export type Sources = ReadonlyMap<string, Source>;

const MARK =
  /^(\s*)\/\/(\s*)#(region|endregion|exercise|endexercise)\b[ \t]*(.*?)\s*$/;
const NAME = /^[A-Za-z][\w-]*$/;

/**
 * Reads a text of solutions/. @throws LiterateError if its marks do not fit
 * together.
 */
export function readSource(file: string, text: string): Source {
  return new Reader(file, normalise(text)).read();
}

/**
 * The lines of a region as a chapter shows them: without marks, common indentation
 * taken off.
 */
export function regionLines(source: Source, { from, to }: Region): string[] {
  const shown = source.lines.slice(from + 1, to);
  return dedent(shown.filter((_, index) => !source.marks.has(from + 1 + index)));
}

/** The steps whose holes lie in a region, each once. */
export function stepsIn(source: Source, { from, to }: Region): number[] {
  const inside = source.holes.filter((hole) => hole.from < to && hole.to > from);
  return [...new Set(inside.flatMap((hole) => hole.steps))];
}

/** A hole as a chapter shows it: which of the region's shown lines are its body. */
export interface ShownHole {
  readonly steps: readonly number[];
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** The holes that lie wholly in a region, by the lines that `regionLines` gives. */
export function shownHoles(source: Source, { from, to }: Region): ShownHole[] {
  const shownBefore = (line: number): number => {
    let count = 0;
    for (let at = from + 1; at < line; at++) if (!source.marks.has(at)) count++;
    return count;
  };
  return source.holes
    .filter((hole) => hole.from > from && hole.to < to)
    .map(({ steps, text, ...hole }) => ({
      steps,
      text,
      from: shownBefore(hole.from),
      to: shownBefore(hole.to),
    }));
}

/** The indentation that all lines share that are not blank. */
export function commonIndent(lines: readonly string[]): string {
  const indents = lines.filter((line) => line.trim() !== '').map(indentOf);
  return indents.reduce((a, b) => (b.length < a.length ? b : a), indents[0] ?? '');
}

/** The lines without the indentation that they share. */
export function dedent(lines: readonly string[]): string[] {
  const { length } = commonIndent(lines);
  return lines.map((line) => (line.trim() === '' ? '' : line.slice(length)));
}

function indentOf(line: string): string {
  return /^\s*/.exec(line)?.[0] ?? '';
}

interface OpenMark {
  readonly kind: 'region' | 'hole';
  /** What to call it in a message: `region window`, `hole 3`. */
  readonly label: string;
  readonly from: number;
  close(to: number): void;
}

class Reader {
  readonly #file: string;
  readonly #text: string;
  readonly #lines: readonly string[];
  readonly #syntax: Syntax;
  readonly #regions = new Map<string, Region>();
  readonly #holes: Hole[] = [];
  readonly #marks = new Set<number>();
  readonly #open: OpenMark[] = [];

  constructor(file: string, text: string) {
    this.#file = file;
    this.#text = text;
    this.#lines = text.split('\n');
    this.#syntax = new Syntax(file.endsWith('.ts') ? text : '');
  }

  read(): Source {
    if (this.#file.endsWith('.ts')) {
      for (const [at, line] of this.#lines.entries()) this.#line(line, at);
    }
    const left = this.#open.at(-1);
    if (left !== undefined) this.#refuse(left.from, unclosed(left));
    return {
      file: this.#file,
      text: this.#text,
      lines: this.#lines,
      syntax: this.#syntax,
      regions: this.#regions,
      holes: this.#holes,
      marks: this.#marks,
    };
  }

  #line(line: string, at: number): void {
    if (!line.includes('#')) return;
    const [match, indent = '', gap, word, rest = ''] = MARK.exec(line) ?? [];
    if (match === undefined) return;
    if (gap !== '') this.#refuse(at, `write //#${word} without a blank after //`);
    this.#marks.add(at);
    if (word === 'region') this.#openRegion(at, rest);
    else if (word === 'exercise') this.#openHole(at, indent, rest);
    else this.#close(at, word === 'endregion' ? 'region' : 'hole', rest);
  }

  #openRegion(at: number, name: string): void {
    if (!NAME.test(name)) {
      this.#refuse(
        at,
        `a region has one word as its name, found "${name}"; write //#region ` +
          `window`,
      );
    }
    const other = this.#regions.get(name);
    const label = `region ${name}`;
    if (other !== undefined || this.#open.some((mark) => mark.label === label)) {
      this.#refuse(
        at,
        `region ${name} stands twice in this file; give one of the two ` +
          `another name`,
      );
    }
    const close = (to: number) =>
      void this.#regions.set(name, { name, from: at, to });
    this.#open.push({ kind: 'region', label, from: at, close });
  }

  #openHole(at: number, indent: string, rest: string): void {
    const [, numbers, text] = /^(\d+(?:,\d+)*)\s+(\S.*)$/.exec(rest) ?? [];
    const steps = numbers?.split(',').map(Number);
    const number = steps?.[0];
    if (steps === undefined || number === undefined || text === undefined) {
      this.#refuse(
        at,
        `a hole has a number and says in one line what to do, found ` +
          `"${rest}"; write //#exercise 3 return the newest version`,
      );
    }
    const outer = this.#open.find((mark) => mark.kind === 'hole');
    if (outer !== undefined) {
      const where =
        `hole ${number} begins inside ${outer.label} of line ` +
        `${outer.from + 1}`;
      this.#refuse(at, `${where}; holes do not overlap: close the first before it`);
    }
    const close = (to: number) =>
      this.#addHole({ step: number, steps, text, indent, from: at, to });
    this.#open.push({ kind: 'hole', label: `hole ${number}`, from: at, close });
  }

  #close(at: number, kind: OpenMark['kind'], name: string): void {
    const word = kind === 'region' ? 'region' : 'exercise';
    const last = this.#open.pop();
    if (last === undefined) {
      this.#refuse(
        at,
        `//#end${word} closes nothing; delete it or write //#${word} above it`,
      );
    }
    if (last.kind !== kind) this.#refuse(at, crossing(last, word));
    if (kind === 'region' && name !== '' && last.label !== `region ${name}`) {
      this.#refuse(
        at,
        `//#endregion ${name} closes ${last.label} of line ${last.from + 1}; ` +
          `nest regions, or correct the name`,
      );
    }
    last.close(at);
  }

  #addHole(hole: Omit<Hole, 'within'>): void {
    const syntax = this.#syntax;
    const start = offsetAt(this.#text, hole.from);
    const end = offsetAt(this.#text, hole.to);
    // Where the text is no TypeScript, the check of the house says so.
    const wrong = syntax.fault ? undefined : refusePlace({ start, end }, syntax);
    if (wrong !== undefined) this.#refuse(hole.from, `hole ${hole.step} ${wrong}`);
    this.#holes.push({ ...hole, within: functionAround(start, syntax) });
  }

  #refuse(at: number, message: string): never {
    throw new LiterateError(`solutions/${this.#file}`, at + 1, message);
  }
}

function unclosed({ kind, label }: OpenMark): string {
  const end = kind === 'region' ? '//#endregion' : '//#endexercise';
  return `${label} is not closed; write ${end} after its last line`;
}

function crossing(last: OpenMark, word: string): string {
  const place = `${last.label} of line ${last.from + 1}`;
  return (
    `//#end${word} comes before the end of ${place}; a region and a hole ` +
    `do not cross: nest one in the other`
  );
}
