// An exercise in the page: files to write in, a button that grades them, and what was
// found, in the words of the terminal. What is written stays in the browser.

import { diffLines } from 'diff';
import { ONCE } from '../../grader/cli/programs.ts';
import type { Result, StepResult } from '../../grader/core/result.ts';
import type { DeskData } from './data.ts';
import { button, el } from './dom.ts';
import { type Chosen, packed, unpacked } from './folder.ts';
import { type DeskCode, DeskGrading } from './grade.ts';
import { openTabs, type Tabs } from './tabs.ts';
import {
  type ToldStep,
  toldOutput,
  toldProblem,
  toldSteps,
  toldSum,
} from './told.ts';
import { changedFiles, keep, recall, type Shelf, type Work } from './work.ts';

/** How long after a key the work is kept, in milliseconds. */
const KEEP_AFTER_MS = 300;

export class Desk {
  readonly element: HTMLElement;
  readonly #data: DeskData;
  readonly #code: DeskCode;
  readonly #files: Map<string, string>;
  readonly #tabs: Tabs;
  readonly #check: HTMLButtonElement;
  readonly #solution: HTMLButtonElement;
  readonly #status: HTMLElement;
  readonly #found: HTMLElement;
  readonly #shelf: Shelf | undefined;
  #work: Work;
  #grading: DeskGrading | undefined;
  #keeping: ReturnType<typeof setTimeout> | undefined;

  constructor(data: DeskData, code: DeskCode) {
    this.#data = data;
    this.#code = code;
    this.#shelf = shelfOf();
    const { slug, steps, holes } = data.chapter;
    this.#work = recall(this.#shelf, slug);
    this.#files = new Map(
      Object.entries({ ...data.starters, ...this.#work.files }),
    );
    this.#tabs = openTabs({
      ...{ slug, files: this.#files },
      first: steps.flatMap(({ id }) =>
        holes.filter(({ step }) => step === id).map(({ file }) => file),
      ),
      onChange: () => this.#changed(),
    });
    this.#check = button('Check', () => void this.check(), { class: 'desk-check' });
    this.#solution = button('Reference', () => this.#showReference());
    this.#status = el('p', { role: 'status', class: 'desk-status' });
    this.#found = el('div', { class: 'desk-found' });
    this.element = this.#build();
    this.#allow();
  }

  #build(): HTMLElement {
    const upload = el('input', {
      ...{ type: 'file', multiple: '', accept: '.zip,.ts', class: 'unseen' },
      'aria-label': 'Upload a zip or .ts files',
    });
    upload.addEventListener('change', () => void this.#upload(upload));
    const actions = el(
      ...(['div', { class: 'desk-actions' }] as const),
      this.#check,
      button('Reset file', () => this.#reset()),
      this.#solution,
      button('Download', () => this.#download()),
      button('Upload', () => upload.click()),
      upload,
    );
    const parts = [this.#tabs.element, actions, this.#status, this.#found];
    const desk = el('div', { class: 'desk' }, ...parts);
    desk.addEventListener('keydown', (event) => this.#key(event), true);
    return desk;
  }

  /** Before the editor hears of it, which would open a line. */
  #key(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    event.stopPropagation();
    void this.check();
  }

  /** Grades the files as they stand. A run that is under way is ended. */
  async check(): Promise<Result | undefined> {
    this.#grading?.end();
    const grading = new DeskGrading(this.#data, this.#code);
    this.#grading = grading;
    this.#status.textContent = 'Checking …';
    this.#check.setAttribute('aria-busy', 'true');
    const files = new Map(this.#files);
    const seed = crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
    const steps: StepResult[] = [];
    const onStep = (step: StepResult): void => {
      steps.push(step);
      this.#status.textContent = `Checking … ${steps.length} of ${this.#data.chapter.steps.length}`;
    };
    // Let the page be painted before the work begins.
    await new Promise((resolve) => setTimeout(resolve));
    const result = await grading.run({
      files,
      seed: seed >>> 8,
      programs: ONCE,
      onStep,
    });
    if (result === undefined || this.#grading !== grading) return undefined;
    this.#grading = undefined;
    this.#check.removeAttribute('aria-busy');
    this.#tell(files, result);
    return result;
  }

  #tell(files: ReadonlyMap<string, string>, result: Result): void {
    const { chapter } = this.#data;
    const passed = result.steps.flatMap(({ id, verdict }) =>
      verdict === 'passed' ? [id] : [],
    );
    this.#keep({ ...this.#work, passed, tried: true });
    this.#allow();
    const problem = toldProblem(result);
    const steps = toldSteps(this.#data, files, result).map((step) =>
      this.#row(step),
    );
    const printed = toldOutput(result);
    this.#found.replaceChildren(
      ...(problem === ''
        ? []
        : [el('p', { class: 'desk-problem' }, `✗ ${problem}`)]),
      el('ol', { class: 'desk-steps' }, ...steps),
      ...(printed.length === 0 ? [] : [el('pre', {}, printed.join('\n').trim())]),
    );
    this.#status.textContent = toldSum(result, chapter.steps.length);
  }

  #row({ id, title, sign, says, lines }: ToldStep): HTMLElement {
    const head = el(
      ...(['p', {}] as const),
      el('span', { 'aria-label': says, role: 'img' }, sign),
      el('a', { href: `#step-${id}` }, id),
      title,
    );
    const row = el('li', { 'data-says': says.replace(' ', '-') }, head);
    if (lines.some((line) => line !== '')) row.append(this.#words(lines));
    return row;
  }

  /** The lines, with the places in them as buttons. */
  #words(lines: readonly string[]): HTMLElement {
    const parts = lines
      .join('\n')
      .trimEnd()
      .split(/(\b[\w-]+\.ts:\d+)/);
    return el('pre', { tabindex: '0' }, ...parts.map((part) => this.#linked(part)));
  }

  #linked(part: string): Node | string {
    const [, file = '', line = ''] = /^([\w-]+\.ts):(\d+)$/.exec(part) ?? [];
    if (!this.#files.has(file)) return part;
    return button(part, () => this.#tabs.show(file, Number(line)), {
      class: 'place',
    });
  }

  #changed(): void {
    clearTimeout(this.#keeping);
    this.#keeping = setTimeout(() => this.#keep(this.#work), KEEP_AFTER_MS);
  }

  #keep(work: Work): void {
    const files = changedFiles(this.#files, this.#data.starters);
    this.#work = { ...work, files };
    if (keep(this.#shelf, this.#data.chapter.slug, this.#work)) return;
    this.#status.textContent =
      'This browser does not keep your work here: download it before you leave.';
  }

  /** The reference is there after a try, as in the terminal. */
  #allow(): void {
    this.#solution.disabled = !this.#work.tried;
    this.#solution.title = this.#work.tried ? '' : 'After your first check';
  }

  #reset(): void {
    const name = this.#tabs.current;
    const text = this.#data.starters[name];
    if (text === undefined || text === this.#files.get(name)) return;
    const before = this.#files.get(name) ?? '';
    this.#put(name, text);
    this.#status.replaceChildren(
      `${name} is as it was at the start. `,
      button('Bring mine back', () => this.#put(name, before)),
    );
  }

  #put(name: string, text: string): void {
    this.#files.set(name, text);
    this.#tabs.refresh();
    this.#tabs.show(name);
    this.#keep(this.#work);
  }

  #showReference(): void {
    const name = this.#tabs.current;
    const [yours, reference] = [
      this.#files.get(name) ?? '',
      this.#data.reference[name] ?? '',
    ];
    const lines = diffLines(yours, reference).flatMap((part) => {
      const [sign, mark] = part.added
        ? ['+', 'ins']
        : part.removed
          ? ['−', 'del']
          : [' ', 'span'];
      return part.value
        .replace(/\n$/, '')
        .split('\n')
        .map((line) => el(mark as 'ins', {}, `${sign} ${line}\n`));
    });
    const title = `${name}: − yours, + the reference`;
    this.#found.replaceChildren(
      el('p', {}, title),
      el(
        'pre',
        { class: 'desk-diff', tabindex: '0', 'aria-label': title },
        ...lines,
      ),
    );
  }

  #download(): void {
    const { slug } = this.#data.chapter;
    const blob = new Blob([packed(slug, this.#files)], { type: 'application/zip' });
    const url = URL.createObjectURL(blob);
    el('a', { href: url, download: `${slug}.zip` }).click();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
    this.#status.textContent =
      'Unpack it over your copy of the course, and go on there with ' +
      `npm run exercise ${this.#data.chapter.number}.`;
  }

  async #upload(input: HTMLInputElement): Promise<void> {
    const chosen: Chosen[] = [];
    for (const file of input.files ?? []) {
      chosen.push({
        name: file.name,
        bytes: new Uint8Array(await file.arrayBuffer()),
      });
    }
    input.value = '';
    try {
      const files = unpacked(this.#data.chapter.slug, chosen);
      for (const [name, text] of files) this.#files.set(name, text);
      this.#tabs.refresh();
      this.#keep(this.#work);
      this.#status.textContent = `${files.size} files are here now.`;
    } catch (error) {
      this.#status.textContent =
        error instanceof Error ? error.message : String(error);
    }
  }
}

function shelfOf(): Shelf | undefined {
  try {
    return localStorage;
  } catch {
    return undefined;
  }
}
