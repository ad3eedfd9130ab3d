// Loaded before a program that `npm run try` runs: tells how it ended in the lines that
// the learner wrote, and names the step of a hole that was reached.

import { readFileSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** The chapter whose program runs: its lines are those of the chapter. */
const page = process.env.KUBEWRIGHT_PAGE;

process.on('uncaughtException', (error) => {
  process.stderr.write(
    ['', ...tell(error), ''].map((line) => `${line}\n`).join(''),
  );
  process.exit(1);
});

function tell(error) {
  if (!(error instanceof Error)) return [`  ✗ Uncaught ${String(error)}`];
  if (error.name === 'TransformError') return tellSyntax(error);
  const places = placesOf(error);
  if (error.name === 'NotWritten') return tellHole(error, places);
  const code = error.code === undefined ? '' : ` (${error.code})`;
  return [
    `  ✗ ${error.name}: ${error.message}${code}`,
    ...places.map(({ text }) => `    ${text}`),
  ];
}

/** The compiler's first error: `FILE:LINE:COLUMN: ERROR: words`. */
function tellSyntax({ name, message }) {
  const [, file, line, words] =
    /^(.+):(\d+):\d+: ERROR: (.+)$/m.exec(message) ?? [];
  if (file === undefined) return [`  ✗ ${name}: ${message}`];
  const path = shownPath(file);
  return [`  ✗ ${path} does not compile: ${words}`, `    ${path}:${line}`];
}

function tellHole({ step }, [hole, ...callers]) {
  const todo = hole === undefined ? undefined : todoAt(hole);
  return [
    `  ✗ your code came to the hole of ${step}${todo === undefined ? '' : `: ${todo}`}`,
    ...[hole, ...callers].flatMap((place) => (place ? [`    ${place.text}`] : [])),
    '',
    `  npm run exercise ${step}   grades it`,
  ];
}

/** The author's words in the line above the throw. */
function todoAt({ file, line }) {
  const above = readFileSync(file, 'utf8').split('\n')[line - 2] ?? '';
  return /\/\/ TODO [\d.]+: (.+)$/.exec(above)?.[1];
}

/** The frames of an error's stack that lie in the course. */
function placesOf({ stack = '' }) {
  return stack.split('\n').flatMap((frame) => {
    const [, within = '', url, line = '0'] =
      /^ +at (?:(.*?) \()?((?:file:\/\/)?\/?[^()]+?):(\d+):\d+\)?$/.exec(frame) ??
      [];
    if (url === undefined || url.startsWith('node:')) return [];
    const file = url.startsWith('file:') ? fileURLToPath(url) : url;
    const path = nearPath(file);
    if (path.startsWith('..') || /^(?:node_modules|grader)\//.test(path)) return [];
    const at = `${shownPath(file)}:${line}`;
    return [
      { file, line: Number(line), text: within === '' ? at : `${at} in ${within}` },
    ];
  });
}

function nearPath(file) {
  return relative(root, file).split(sep).join('/');
}

/** A program of a page is a copy, and is told as the page. */
function shownPath(file) {
  const path = nearPath(file);
  return page !== undefined && path.startsWith('.kubewright/') ? page : path;
}
