/**
 * The author's commands: weave, derive, examples, check. Prints one line a problem
 * and ends with 0 if all is well, 1 if something is to be repaired, 2 if the words
 * of the command are wrong.
 */
import { fileURLToPath } from 'node:url';
import { readWords } from './arguments.ts';
import { COMMANDS } from './commands.ts';
import { type Problem, sayProblem } from './problem.ts';

const USAGE =
  `usage: weave [--check | --adopt] [N]     fill the woven and ` +
  `diff fences
       derive [--check | --force] [N]    write the starters of exercises/
       examples [--write] [N]            run the programs of the chapters
       check                             all checks of the whole course`;

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

function usage(message: string): number {
  console.error(`${message}\n${USAGE}`);
  return 2;
}

async function main(args: readonly string[]): Promise<number> {
  const words = readWords(args);
  if (typeof words === 'string') return usage(words);
  const command = COMMANDS.get(words.name);
  if (command === undefined) return usage(`"${words.name}" is no command`);
  const { lines, problems } = await command.run(ROOT, words.flag, words.chapter);
  return print(lines, problems);
}

function print(lines: readonly string[], problems: readonly Problem[]): number {
  for (const line of new Set(problems.map(sayProblem))) console.log(line);
  for (const line of lines) console.log(line);
  return problems.length === 0 ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
