import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createPainter, type Snippet } from './highlight.node.ts';
import { squeeze } from './texts.node.ts';

const test = suite('the look');

const css = readFileSync(new URL('theme/style.css', import.meta.url), 'utf8');

/** `--ink` by day and by night. */
function colours(name: string): [day: string, night: string] {
  const found = new RegExp(`--${name}: light-dark\\((#\\w{6}), (#\\w{6})\\)`).exec(
    css,
  );
  return [found?.[1] ?? '', found?.[2] ?? ''];
}

function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

const INKS = [
  'ink',
  'quiet',
  'accent',
  'good',
  'bad',
  'amber',
  'keyword',
  'number',
];

test('every ink is readable on paper, on the tint of code and where the reader is', () => {
  for (const ink of INKS) {
    for (const ground of ['paper', 'tint', 'accent-tint']) {
      for (const time of [0, 1] as const) {
        const ratio = contrast(colours(ink)[time], colours(ground)[time]);
        assert.ok(
          ratio >= 4.5,
          `${ink} on ${ground}, ${['day', 'night'][time]}: ${ratio}`,
        );
      }
    }
  }
});

test('squeezed style says the same in fewer bytes', () => {
  const small = squeeze(
    '/* a */\n.a > b,\n.c {\n  font: 1rem / 1.5 x;\n  margin: calc(1px + 2px);\n}\n',
  );
  assert.is(small, '.a>b,.c{font:1rem / 1.5 x;margin:calc(1px + 2px)}');
});

const MEMBER: Snippet = {
  lang: 'ts',
  code: 'readonly #a: Map<string, b> = 1; // <c>',
  within: 'class',
};

test('code is painted with classes alone, and its text stays its text', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kubewright-'));
  const painter = createPainter(folder);
  await painter.prepare([MEMBER]);
  const html = painter.paint(MEMBER);
  assert.match(html, '<span class="k">readonly</span>');
  assert.match(html, '<span class="c">// &lt;c&gt;</span>');
  assert.not.match(html, 'style=');
  const text = html
    .replace(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>');
  assert.is(text, MEMBER.code);
  rmSync(folder, { recursive: true });
});

test('what is kept is not painted again', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kubewright-'));
  const first = createPainter(folder);
  await first.prepare([MEMBER]);
  const kept = readdirSync(folder);
  const second = createPainter(folder);
  await second.prepare([MEMBER]);
  assert.is(kept.length, 1);
  assert.is(second.paint(MEMBER), first.paint(MEMBER));
  rmSync(folder, { recursive: true });
});

test.run();
