// What was typed after `npm run try`.

import { parseArgs } from 'node:util';
import type { Env } from './flags.ts';
import { Refusal } from './refusal.ts';

export interface TryArguments {
  /** A path, or a chapter and the name of a program of it: `3:told`. */
  readonly what: string;
  readonly mine?: string;
  /** The debugger's flag for Node, if it was asked for. */
  readonly inspect: readonly string[];
}

const DEBUGGER = /^--inspect(?:-brk|-wait)?(?:=[\w.:]+)?$/;

/** Reads the words; npm keeps flags that stand before `--`. @throws Refusal */
export function readTryArguments(words: readonly string[], env: Env): TryArguments {
  const kept = ['inspect', 'inspect-brk'].filter(
    (name) => env[`npm_config_${name.replaceAll('-', '_')}`] === 'true',
  );
  const inspect = [
    ...words.filter((word) => DEBUGGER.test(word)),
    ...kept.map((name) => `--${name}`),
  ];
  const { positionals, mine = env.npm_config_mine } = parse(
    words.filter((word) => !DEBUGGER.test(word)),
  );
  const [what, extra] = positionals;
  if (what === undefined || extra !== undefined) {
    throw new Refusal(
      'npm run try takes one file, or one program of a chapter: npm run try 3:told.' +
        ' With a debugger: npm run try 3:told -- --inspect-brk.',
    );
  }
  return { what, inspect, ...(mine === undefined ? {} : { mine }) };
}

function parse(words: readonly string[]): {
  readonly positionals: readonly string[];
  readonly mine?: string;
} {
  try {
    const { positionals, values } = parseArgs({
      args: [...words],
      options: { mine: { type: 'string' } },
      allowPositionals: true,
    });
    const { mine } = values;
    return { positionals, ...(mine === undefined ? {} : { mine }) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const [sentence = message] = message.split(/\. |\n/);
    throw new Refusal(`${sentence}. npm run try takes --inspect and --mine.`);
  }
}
