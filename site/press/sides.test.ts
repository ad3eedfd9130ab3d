import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Block } from './model.ts';
import { settleSides } from './sides.ts';

const test = suite('side notes');

const SHAPES: Readonly<Record<string, Block>> = {
  p: { kind: 'prose', html: '' },
  h: { kind: 'heading', level: 2, id: '', html: '' },
  t: { kind: 'table', html: '' },
  s: { kind: 'side', body: [{ kind: 'prose', html: '' }], rows: 1 },
};

function blocks(shape: string): Block[] {
  return [...shape].flatMap((letter) => SHAPES[letter] ?? []);
}

/** `p s2 p t`: the order, and over how many rows each note may reach. */
function settled(shape: string): string {
  const said = settleSides(blocks(shape)).map((block) => {
    const letter = block.kind === 'heading' ? 'h' : block.kind[0];
    return block.kind === 'side' ? `${letter}${block.rows}` : letter;
  });
  return said.join(' ');
}

test('a note stands beside the paragraph before it', () => {
  assert.is(settled('psp'), 'p s2 p');
});

test('it reaches down to what needs the margin', () => {
  assert.is(settled('pspptpp'), 'p s3 p p t p p');
});

test('it makes way for the next note', () => {
  assert.is(settled('psppsp'), 'p s2 p p s2 p');
});

test('two notes on one paragraph are one', () => {
  const [, note] = settleSides(blocks('pss'));
  assert.is(note?.kind === 'side' && note.body.length, 2);
});

test('after a table or a heading it belongs to the next paragraph', () => {
  assert.is(settled('tsp'), 't p s1');
  assert.is(settled('hsp'), 'h p s1');
  assert.is(settled('sp'), 'p s1');
});

test('a note with no paragraph at all is kept', () => {
  assert.is(settled('ts'), 't s1');
});

test.run();
