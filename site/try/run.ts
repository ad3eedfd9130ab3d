// One run of a program: makes the worker, gathers what it prints, and ends it in time.

import { SyntaxProblem, toFactoryBody } from '../../grader/core/strip.ts';
import type { Told } from './told.ts';

/** How long a program may take, in milliseconds. */
const LIMIT_MS = 10_000;

/** How much it may print, in characters: a page has to hold it. */
const MOST = 200_000;

export interface Run {
  /** What it printed, with a last line of why it was ended, if it was. */
  readonly printed: Promise<string>;
  stop(): void;
}

/** Runs TypeScript on the modules that `script` holds. */
export function run(script: string, source: string): Run {
  const program = compiled(source);
  if ('problem' in program) {
    return { printed: Promise.resolve(program.problem), stop: () => {} };
  }
  const text = `${script}\nkubewrightRun(async (require, exports) => {${program.body}\n});\n`;
  const url = URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
  const worker = new Worker(url);
  let all = '';
  let end: (why?: string) => void = () => {};
  const printed = new Promise<string>((resolve) => {
    end = (why = '') => {
      worker.terminate();
      clearTimeout(limit);
      URL.revokeObjectURL(url);
      resolve(all + why);
    };
    const limit = setTimeout(
      () => end(`Ended after ${LIMIT_MS / 1_000} s.\n`),
      LIMIT_MS,
    );
  });
  worker.addEventListener('message', ({ data }: { data: Told }) => {
    if (data.say === 'ended') end();
    else all += data.text;
    if (all.length > MOST) end('\nEnded: it prints too much for a page.\n');
  });
  worker.addEventListener('error', (event) => {
    event.preventDefault();
    end(`${event.message}\n`);
  });
  return { printed, stop: () => end('Stopped.\n') };
}

function compiled(source: string): { body: string } | { problem: string } {
  try {
    return { body: toFactoryBody(source) };
  } catch (error) {
    if (!(error instanceof SyntaxProblem)) throw error;
    return { problem: `Line ${error.line} does not compile: ${error.message}\n` };
  }
}
