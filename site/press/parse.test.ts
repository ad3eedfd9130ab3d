import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { readSource, type Sources } from '../literate/regions.ts';
import { courseLink } from './course.ts';
import { CHAPTER, sampleTexts } from './fixture.ts';
import { readChapter } from './head.ts';
import { createMarkdown } from './markdown.ts';
import { type Block, claimsOf, codeOf, type Page } from './model.ts';
import { parsePage } from './parse.ts';

const test = suite('a chapter, parsed');

const texts = sampleTexts();
const sources: Sources = new Map(
  [...texts.solutions].map(([file, text]) => [file, readSource(file, text)]),
);
const heads = [...texts.chapters].map(
  ([file, text]) => readChapter(file, text).head,
);

function parse(text: string): Page {
  const markdown = createMarkdown((href) => courseLink(href, heads));
  const figures = texts.figures.get('03-watch') ?? new Map();
  return parsePage(readChapter('03-watch.md', text), markdown, {
    sources,
    figures,
    differences: texts.differences,
  });
}

/** The front matter of the sample with another body. */
function withBody(body: string): string {
  const end = CHAPTER.indexOf('---\n\n') + 4;
  return `${CHAPTER.slice(0, end)}${body}\n## A place to stand\n`;
}

function kinds(blocks: readonly Block[]): string {
  return blocks.map(({ kind }) => kind).join(' ');
}

test('it is a list of blocks in the order of the text', () => {
  const page = parse(CHAPTER);
  const woven = page.blocks.filter(({ kind }) => kind === 'woven').length;
  assert.is(woven, 2);
  assert.match(
    kinds(page.blocks),
    /^prose side prose figure heading woven prose side/,
  );
  assert.match(
    kinds(page.blocks),
    /heading exercise heading question answer prose$/,
  );
});

test('an output belongs to the program above it', () => {
  const run = codeOf(parse(CHAPTER).blocks).find(({ kind }) => kind === 'run');
  assert.equal(run, {
    kind: 'run',
    name: 'naive',
    predict: true,
    code: "console.log([1, 2, 3].map((n) => n * 2).join(' < '));",
    output: '2 < 4 < 6',
  });
});

test('a woven fence knows its place and the steps whose holes it fills', () => {
  const [types, start] = codeOf(parse(CHAPTER).blocks);
  assert.is(
    types?.kind === 'woven' && types.place,
    'after <code>PROGRESS_MS</code>',
  );
  assert.equal(types?.kind === 'woven' && types.holes, []);
  assert.equal(
    start?.kind === 'woven' && [
      start.place,
      start.within,
      start.holes.flatMap((hole) => hole.steps),
    ],
    [
      'in <code>class WatchHub</code>, after <code>constructor</code>',
      'class',
      ['3.1'],
    ],
  );
});

test('a claim knows the section that proves it', () => {
  const [claim] = claimsOf(parse(CHAPTER).blocks);
  assert.is(claim?.id, 'S3');
  assert.is(claim?.verdict, 'loose');
  assert.is(claim?.claim, 'Every change is stored.');
  assert.is(claim?.section, 'how-it-breaks');
});

test('a figure that can be played with names its island', () => {
  const text = CHAPTER.replace(':::figure tape\n', ':::figure tape island\n');
  const figure = parse(text).blocks.find(({ kind }) => kind === 'figure');
  assert.is(figure?.kind === 'figure' && figure.island, 'tape');
  assert.throws(
    () => parse(text.replace('tape island', 'tape plays')),
    /":::figure tape" is followed by nothing, or by "island"/,
  );
});

test('a link to a chapter leads to its page, or to its line while it is planned', () => {
  const { html } = parse(CHAPTER).blocks[0] as { html: string };
  assert.match(html, 'href="index.html#01-store"');
  assert.match(html, 'href="index.html#04-lease"');
});

test('quotes are curly and two hyphens stay two hyphens', () => {
  const { html } = parse(CHAPTER).blocks[0] as { html: string };
  assert.match(html, '“quoted” words with --prefix');
});

test('a step names its section, its file and a readable source', () => {
  const [step] = parse(CHAPTER).steps;
  assert.is(step?.section.id, 'a-place-to-stand');
  assert.equal(step?.files, ['03-watch/watch.ts']);
  assert.match(step?.source ?? '', '>etcd.io/docs/v3.5/learning/api/</a>');
  assert.is(step?.hints.length, 3);
});

test('an exercise without its mark stands at the end', () => {
  const page = parse(withBody('Text.\n'));
  assert.is(kinds(page.blocks), 'prose heading heading exercise');
});

test('a module of the engine room is named, not shown', () => {
  const page = parse(CHAPTER);
  assert.equal(page.engine, ['03-watch/buffer.ts']);
  assert.equal(page.toWrite, ['exercises/03-watch/watch.ts']);
  assert.not.match(page.files[0]?.code ?? '', '//#');
});

const REFUSED: [name: string, body: string, message: RegExp][] = [
  [
    'a fifth kind of fence',
    'Text.\n\n```go\nx\n```\n',
    /03-watch\.md:21: a fence "go"/,
  ],
  [
    'an output of nothing',
    '```output\nx\n```\n',
    /03-watch\.md:19: an output fence/,
  ],
  ['raw HTML', 'A Map<string> is.\n', /03-watch\.md:19: raw HTML .*<string>/],
  ['a block of HTML', '<div>x</div>\n', /03-watch\.md:19: raw HTML/],
  [
    'a claim without a verdict',
    ':::claim S1\nx\n:::\n',
    /expected ":::claim ID holds\|/,
  ],
];

for (const [name, body, message] of REFUSED) {
  test(`${name} is refused with its line`, () => {
    assert.throws(() => parse(withBody(body)), message);
  });
}

test('a comment says nothing', () => {
  assert.is(
    kinds(parse(withBody('Text.\n\n<!-- a note -->\n')).blocks),
    'prose heading heading exercise',
  );
});

test.run();
