// What a terminal shows, as a picture: each line a text, each colour a name of the book's.

/** The book's colours, by day and by night (site/press/theme/style.css). */
const LOOKS = {
  light: {
    paper: '#fffdf9',
    rule: '#e4dfd3',
    ink: '#1c2430',
    dim: '#5b6472',
    red: '#a3262a',
    green: '#1d6b3a',
  },
  dark: {
    paper: '#14171c',
    rule: '#2a303a',
    ink: '#e4e7ec',
    dim: '#9aa3b2',
    red: '#ff9d9a',
    green: '#7fd6a0',
  },
} as const;

export type Look = keyof typeof LOOKS;

/** In units of the picture. A character of a monospaced font is 0.6 of its size wide. */
const SIZE = 13;
const WIDE = SIZE * 0.6;
const LINE = 19;
const EDGE = 20;

/** What an escape code begins with. */
const ESCAPE = '\x1b[';

/** What the escape codes that picocolors writes turn on and off. */
const CODES: Readonly<Record<string, string>> = {
  '1': 'bold',
  '2': 'dim',
  '22': '',
  '31': 'red',
  '32': 'green',
  '39': '',
};

/** Draws lines with escape codes. @throws when a code has no colour here. */
export function drawTerminal(text: string, look: Look, title: string): string {
  const lines = text.replace(/^\n+|\s+$/g, '').split('\n');
  const columns = Math.max(...lines.map(columnsOf));
  const width = Math.ceil(columns * WIDE + EDGE * 2);
  const height = lines.length * LINE + EDGE * 2;
  const { paper, rule, ink } = LOOKS[look];
  const rows = lines.map((line, i) => {
    if (line === '') return '';
    const y = EDGE + i * LINE + SIZE;
    return `<text x="${EDGE}" y="${y}" xml:space="preserve">${spans(line, look)}</text>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escaped(title)}">`,
    `<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="8" fill="${paper}" stroke="${rule}"/>`,
    `<g font-family="ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="${SIZE}" fill="${ink}">`,
    ...rows.filter((row) => row !== ''),
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

/** Without its escape codes. */
function columnsOf(line: string): number {
  const [first = '', ...parts] = line.split(ESCAPE);
  return parts.reduce(
    (sum, part) => sum + part.length - part.indexOf('m') - 1,
    first.length,
  );
}

function spans(line: string, look: Look): string {
  const [first = '', ...parts] = line.split(ESCAPE);
  const rest = parts.map((part) => {
    const [, code = '', text = ''] = /^(\d+)m(.*)$/s.exec(part) ?? [];
    const style = CODES[code];
    if (style === undefined) throw new Error(`no colour for escape code ${code}`);
    if (text === '' || style === '') return escaped(text);
    return `<tspan ${attributes(style, look)}>${escaped(text)}</tspan>`;
  });
  return escaped(first) + rest.join('');
}

function attributes(style: string, look: Look): string {
  if (style === 'bold') return 'font-weight="700"';
  return `fill="${LOOKS[look][style as 'dim' | 'red' | 'green']}"`;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('"', '&quot;');
}
