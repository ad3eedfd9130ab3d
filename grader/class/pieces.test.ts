import { parse } from 'csv-parse/sync';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { ENTRIES, HEAD } from '../grade/fixture.ts';
import { pickFiles } from '../grade/intake/picked.ts';
import { sheetOf } from '../grade/sheet.ts';
import { readClassWords } from './arguments.ts';
import { clustersOf } from './clusters.ts';
import { canvasTable, classTable, moodleTable } from './gradebooks.ts';
import { classPage } from './page.ts';
import { progressLine } from './progress.node.ts';
import { fileOf, ownLines, readRecord, type StudentRecord } from './record.ts';
import { readRoster } from './roster.ts';
import { summaryOf } from './summary.ts';

const test = suite('a class');
const SLUGS = new Set(['01-store', '02-txn']);

function refusal(deed: () => unknown): string {
  try {
    deed();
    return '';
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
}

const picked = (...paths: readonly string[]): string[] =>
  pickFiles(paths, SLUGS).map(({ path }) => path);

test('of a fork the exercises are taken, and not its other folders of that name', () => {
  const own = 'repo-main/exercises/01-store/history.ts';

  assert.equal(
    picked(
      'repo-main/solutions/01-store/history.ts',
      'repo-main/grader/scenarios/01-store/play.ts',
      ...[own, 'repo-main/exercises/09-apiserver/flow.ts', 'repo-main/README.md'],
    ),
    [own],
  );
});

test('files in the folder of an exercise are enough', () => {
  assert.equal(picked('01-store/a.ts', 'x/01-store/b.ts'), ['01-store/a.ts']);
  assert.equal(picked('hand in/02-txn/a.ts'), ['hand in/02-txn/a.ts']);
  assert.equal(picked('solutions/02-txn/a.ts', 'a.ts', '02-txn/a.js'), []);
});

test('files in no folder are taken where only one exercise is graded', () => {
  const one = pickFiles(['history.ts', 'notes.txt'], new Set(['01-store']));

  assert.equal(one, [{ slug: '01-store', file: 'history.ts', path: 'history.ts' }]);
  assert.equal(picked('history.ts'), []);
});

test('what climbs or has no name for a file is not picked', () => {
  assert.equal(
    picked('exercises/01-store/../a.ts', 'exercises/01-store/a b.ts'),
    [],
  );
  assert.equal(picked('exercises/01-store/sub/a.ts'), []);
});

test('two folders of exercises are not guessed between', () => {
  assert.match(
    refusal(() => picked('a/exercises/01-store/a.ts', 'b/exercises/01-store/a.ts')),
    'in two folders, "a/exercises/" and "b/exercises/"',
  );
});

test('a roster is read by the name of its column, with or without a byte mark', () => {
  const [ann] = readRoster('\ufeffName,Login\n"A, B",ann\n');

  assert.equal(ann, { id: 'ann', columns: { Name: 'A, B', Login: 'ann' } });
});

test('a roster that is none says on which line', () => {
  assert.match(
    refusal(() => readRoster('Name\nx\n')),
    'names none of id, login',
  );
  assert.match(
    refusal(() => readRoster('id\na\na\n')),
    '"a" stands in it twice',
  );
  assert.match(
    refusal(() => readRoster('id,n\n,x\n')),
    'line 2 has no id',
  );
  assert.match(
    refusal(() => readRoster('id\n"a\n')),
    '--roster names a CSV file',
  );
});

test('the name of a file is safe, and no other id has it', () => {
  const ids = ['ann', 'Ann', '../x', '.x', 'a/b', 'a%2f.b', 'ä', 'CON', ''];
  const files = ids.map(fileOf);

  assert.is(new Set(files.map((file) => file.toLowerCase())).size, ids.length);
  for (const file of files) assert.match(file, /^[a-z0-9._%-]*\.json$/);
  assert.not(files.some((file) => file.startsWith('.') && file !== '.json'));
});

test('own lines are those of no starter, without blanks, comments and brackets', () => {
  const texts = new Map([
    ['a.ts', 'const given = 1;\n// mine\n}\n  const own = 2;\n'],
  ]);

  assert.equal(ownLines(texts, { 'b.ts': 'const given = 1;' }), [
    ['a.ts', 4, 'const own = 2;'],
  ]);
});

/** Lines that could have been written otherwise, with names of one's own. */
function work(name: string, seed: number): StudentRecord['own'] {
  const lines = Array.from({ length: 24 }, (_, i) => {
    const sign = '+-*/%&|^'[(i * seed + seed) % 8];
    return [
      'a.ts',
      i + 1,
      `${name}[${i * seed}] = ${name} ${sign} (${seed} - ${i});`,
    ] as const;
  });
  return { '01-store': lines };
}

const record = (id: string, found: Partial<StudentRecord> = {}): StudentRecord => ({
  ...{ format: 'kubewright-student', version: 1, id, columns: {}, key: 'k' },
  ...{ words: '', own: {}, sheet: sheetOf(HEAD, ENTRIES) },
  ...found,
});

test('work that is the same but for names is one cluster, with its lines', () => {
  const [cluster, other] = clustersOf(
    [
      record('ann', { own: work('found', 3) }),
      record('bob', { own: work('result', 3) }),
      record('cat', { own: work('found', 5) }),
      record('dan', { own: work('x', 11) }),
    ],
    '01-store',
  );

  assert.is(other, undefined);
  assert.equal(cluster?.students, ['ann', 'bob']);
  assert.is(cluster?.likeness, 1);
  assert.match(cluster?.lines[0]?.[0][2] ?? '', 'found[');
  assert.match(cluster?.lines[0]?.[1][2] ?? '', 'result[');
});

test('what many wrote is nobody’s copy', () => {
  const all = ['a', 'b', 'c', 'd', 'e'].map((id) =>
    record(id, { own: work(id, 3) }),
  );

  assert.equal(clustersOf(all, '01-store'), []);
});

test('a summary is the same in whatever order the records come', () => {
  const records = ['cat', 'ann', 'bob'].map((id) =>
    record(id, { own: work(id, 3) }),
  );
  const summary = summaryOf(records);

  assert.equal(summaryOf([...records].reverse()), summary);
  assert.equal(
    summary.students.map(({ id }) => id),
    ['ann', 'bob', 'cat'],
  );
  assert.is(summary.students[0]?.points, 2);
});

test('gradebooks hold each student once, and a formula as text', () => {
  const columns = { Student: '=1+1', 'Email address': 'a@x' };
  const summary = summaryOf([record('ann', { columns }), record('-bob')]);

  for (const write of [classTable, canvasTable, moodleTable]) {
    const rows: string[][] = parse(write(summary));
    const width = rows[0]?.length;
    assert.ok(rows.every((row) => row.length === width));
    assert.is(
      rows.flat().some((cell) => /^[=+@-]/.test(cell)),
      false,
    );
  }
  assert.match(canvasTable(summary), "'=1+1,,,ann,,2,0\n");
  assert.match(moodleTable(summary), 'ann,,a@x,2,0,\n');
});

test('the page shows texts as texts', () => {
  const page = classPage(
    summaryOf([record('<script>x</script>', { words: '<b>' })]),
  );

  assert.not.match(page, '<script');
  assert.not.match(page, '<b>');
});

test('a record that is none of ours is not read', () => {
  assert.is(readRecord('{'), undefined);
  assert.is(readRecord('{"format":"kubewright-student","version":2}'), undefined);
  assert.is(readRecord(JSON.stringify(record('a')))?.id, 'a');
});

test('progress says how many, how fast and how long', () => {
  assert.is(
    progressLine({ done: 120, of: 2_000, graded: 120, seconds: 8 }),
    '  120 of 2,000 students · 15.0 a second · 2 min left',
  );
  assert.is(
    progressLine({ done: 5, of: 5, graded: 0, seconds: 8 }),
    '  5 of 5 students',
  );
});

test('words that can not be meant are refused, with what can', () => {
  const said = (text: string): string =>
    refusal(() => readClassWords(text.split(' ')));

  assert.match(said('--submissions x'), 'A class wants --out DIR');
  assert.match(said('--submissions --out o'), 'wants folders or archives');
  assert.match(said('--submissions x --out o'), 'A class wants --only');
  assert.match(
    said('--submissions x --out o --only 1 --shard 1/2'),
    'wants --seed',
  );
  assert.match(
    said('--submissions x --out o --only 1 --shard 3/2 --seed 1'),
    'found "3/2"',
  );
  assert.match(
    said('--submissions x --out o --only 1 --isolation node'),
    'held by bwrap',
  );
  assert.match(said('--merge x --out o --only 1'), 'found --only');
  assert.match(said('--merge --out o'), 'wants folders of results');
});

test.run();
