import { readFileSync } from 'node:fs';
import { DOMParser, type Document, type Element } from '@xmldom/xmldom';
import MarkdownIt from 'markdown-it';
import { Parser } from 'tap-parser';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { problemsOf } from '../report/schema.ts';
import { ENTRIES, HEAD, HOSTILE, SHEET } from './fixture.ts';
import { FORMATS } from './formats/format.ts';
import { githubReport } from './formats/github.ts';
import { sheetOf } from './sheet.ts';

const test = suite('formats of a grade');
const written = (name: string): string => FORMATS[name]?.write(SHEET) ?? '';
const { totals } = SHEET;

/** What Gradescope's page on autograders says that results.json may hold. */
const GRADESCOPE = {
  type: 'object',
  additionalProperties: false,
  properties: {
    score: { type: 'number' },
    output: { type: 'string' },
    output_format: { enum: ['text', 'html', 'simple_format', 'md', 'ansi'] },
    visibility: { enum: VISIBILITY() },
    stdout_visibility: { enum: VISIBILITY() },
    tests: {
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        properties: {
          score: { type: 'number' },
          max_score: { type: 'number' },
          status: { enum: ['passed', 'failed'] },
          name: { type: 'string' },
          number: { type: 'string' },
          output: { type: 'string' },
          output_format: { enum: ['text'] },
          tags: { type: 'array', items: { type: 'string' } },
        },
      },
    },
  },
};

function VISIBILITY(): readonly string[] {
  return ['hidden', 'after_due_date', 'after_published', 'visible'];
}

test('the sums are those of the steps, and each format says the same', () => {
  assert.equal(totals, {
    ...{ points: 2, of: 16, passed: 2, steps: 8, solved: 0, exercises: 2 },
  });
  const json = JSON.parse(written('json')) as typeof SHEET;
  const scope = JSON.parse(written('gradescope')) as {
    score: number;
    tests: { max_score: number; score: number; status: string }[];
  };
  const junit = xml(written('junit')).documentElement;
  const tap = Parser.parse(written('tap'));

  assert.equal(json.totals, totals);
  assert.is(scope.score, totals.points);
  assert.is(sum(scope.tests.map(({ score }) => score)), totals.points);
  assert.is(sum(scope.tests.map((one) => one.max_score)), totals.of);
  assert.is(scope.tests.filter(({ status }) => status === 'passed').length, 2);
  assert.is(junit?.getAttribute('tests'), String(totals.steps));
  assert.is(junit?.getAttribute('failures'), '2');
  assert.is(junit?.getAttribute('skipped'), '4');
  assert.is(tap.filter(([kind]) => kind === 'assert').length, totals.steps);
  for (const name of ['tap', 'markdown', 'github']) {
    assert.match(written(name), '2 of 8 steps · 2 of 16 points');
  }
});

const sum = (numbers: readonly number[]): number =>
  numbers.reduce((all, one) => all + one, 0);

test('JSON has the shape that its schema states', () => {
  const file = new URL('./grade.schema.json', import.meta.url);
  const schema = JSON.parse(readFileSync(file, 'utf8')) as object;

  assert.equal(problemsOf(schema, JSON.parse(written('json'))), []);
  assert.equal(problemsOf(schema, { ...SHEET, exit: 2 }), [
    '/exit must be equal to one of the allowed values',
  ]);
});

test("Gradescope's fields are those that it knows", () => {
  assert.equal(problemsOf(GRADESCOPE, JSON.parse(written('gradescope'))), []);
});

function xml(text: string): Document {
  const onError = (level: string, message: string): never => {
    throw new Error(`${level}: ${message}`);
  };
  return new DOMParser({ onError }).parseFromString(text, 'text/xml');
}

test('JUnit is well-formed XML in which text stays text', () => {
  const document = xml(written('junit'));
  const suites = [...document.getElementsByTagName('testsuite')];
  const cases = [...document.getElementsByTagName('testcase')];
  const failures = [...document.getElementsByTagName('failure')];

  assert.equal(suites.map(count('tests')), ['4', '4']);
  assert.is(cases.length, 8);
  assert.equal(failures.map(count('type')), ['not-written', 'different']);
  const lines = failures[1]?.textContent?.split('\n') ?? [];
  assert.is(lines.length, HOSTILE.length);
  assert.is(lines[3], HOSTILE[3]);
  assert.is(document.getElementsByTagName('script').length, 0);
});

const count =
  (name: string) =>
  (element: Element): string | null =>
    element.getAttribute(name);

test('TAP has a point for each step and none besides, and the words in YAML', () => {
  const points = Parser.parse(written('tap')).flatMap(([kind, found]) =>
    kind === 'assert' ? [found] : [],
  );

  assert.equal(
    points.map(({ ok }) => ok),
    [true, false, false, true, true, true, true, true],
  );
  assert.ok(points.slice(4).every(({ skip }) => typeof skip === 'string'));
  assert.not(Parser.parse(written('tap')).some(([kind]) => kind === 'bailout'));
  const message: unknown = points[2]?.diag?.message;
  assert.type(message, 'string');
  const lines = String(message).trimEnd().split('\n');
  assert.is(lines.length, HOSTILE.length);
  assert.is(lines[0], HOSTILE[0]);
});

test('on GitHub each line is one command of ours, at the place in the code', () => {
  const lines = written('github').trimEnd().split('\n');

  assert.is(lines.length, 3);
  assert.match(
    lines[1] ?? '',
    /^::error file=exercises\/01-store\/store\.ts,line=61,title=1\.3 [^:,]*::/,
  );
  assert.match(lines[1] ?? '', '%0A%250A::warning::owned');
  assert.match(lines[2] ?? '', /^::notice title=Kubewright::2 of 8 steps/);
});

test('on GitHub no more is annotated than is shown, and the rest is counted', () => {
  const [first] = ENTRIES;
  if (first === undefined) throw new Error('there is no entry');
  const many = Array.from({ length: 6 }, () => first);
  const lines = githubReport(sheetOf(HEAD, many)).trimEnd().split('\n');

  assert.is(lines.length, 11);
  assert.is(lines[9], '::error::3 more steps failed');
});

test('in Markdown a text stays text, in a table, a summary and a block of code', () => {
  const html = new MarkdownIt({ html: true }).render(written('markdown'));
  const rows = html.match(/<tr>/g) ?? [];

  assert.is(rows.length, 3);
  assert.not.match(html, '<script>');
  assert.not.match(html, '<b>');
  assert.not.match(html, 'href=');
  assert.is((html.match(/<pre>/g) ?? []).length, 2);
  assert.match(html, '&lt;/failure&gt;');
});

test('no format steers a terminal', () => {
  for (const name of Object.keys(FORMATS)) {
    assert.not.match(written(name), /(?!\n)\p{Cc}|\p{Bidi_Control}/u, name);
  }
});

test.run();
