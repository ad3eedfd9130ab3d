// The command line: reads what was typed, does it, and gives the exit code.

import { readWords, type Wanted } from './arguments.ts';
import { type Choice, chooseExercise, nextUnsolved } from './choose.ts';
import { Context } from './context.node.ts';
import { orTold } from './fault.node.ts';
import { gradeOnce } from './grade.node.ts';
import { HELP } from './help.ts';
import { showHint } from './hint.node.ts';
import { changeLevel } from './level.node.ts';
import { showList } from './list.node.ts';
import { INTERRUPTED, Refusal } from './refusal.ts';
import { reset } from './reset.node.ts';
import { showSolution } from './solution.node.ts';
import { tryOut } from './try.node.ts';
import { watchExercise } from './watch/watch.node.ts';

/** Sees to it that an exercise is built, and answers with the folder that holds it. */
export type Ready = (slug: string) => Promise<string>;

/** Does what `words` say, with what was built in `folder`; the exit code. */
export async function main(
  root: string,
  folder: string,
  words: readonly string[],
  ready: Ready,
): Promise<number> {
  return orTold(root, words, () => command(root, folder, words, ready));
}

async function command(
  root: string,
  folder: string,
  [name, ...rest]: readonly string[],
  ready: Ready,
): Promise<number> {
  if (name === 'try') return tryOut(new Context(root, folder, process.env), rest);
  const wanted = readWords(rest, process.env);
  if (wanted.deed === 'help') {
    process.stdout.write(HELP);
    return 0;
  }
  const context = new Context(root, folder, process.env);
  endOnSignals(context);
  if (name === 'list' || wanted.deed === 'list') return showList(context);
  return exercise(context, wanted, ready);
}

async function exercise(
  context: Context,
  wanted: Wanted,
  ready: Ready,
): Promise<number> {
  const choice = choose(context, wanted);
  if (choice === undefined) {
    context.screen.print(['', '  Every step that is written is solved.', '']);
    return 0;
  }
  switch (wanted.deed) {
    case 'hint':
      return showHint(context, choice);
    case 'solution':
      return showSolution(context, choice, wanted.force);
    case 'reset':
      return reset(context, choice);
    case 'bare':
    case 'guided':
      return changeLevel(context, choice, wanted.deed);
    default:
      context.built.moveTo(await ready(choice.chapter.slug));
      return wanted.deed === 'watch' || watches(context, wanted)
        ? watchExercise(context, choice, { ...wanted, deed: 'watch' })
        : gradeOnce(context, choice, wanted);
  }
}

/** The exercise that was named, or the next with something to solve. */
function choose(context: Context, { exercise, deed }: Wanted): Choice | undefined {
  const { index } = context;
  if (exercise !== undefined) return chooseExercise(index, exercise);
  if (deed === 'reset' || deed === 'bare' || deed === 'guided') {
    throw new Refusal(`--${deed} wants a number: npm run exercise 1 -- --${deed}`);
  }
  const chapter = nextUnsolved(index, context.isSolved(context.progress));
  return chapter === undefined ? undefined : { chapter };
}

/** Without a number, and with a person at the keyboard, it is watched. */
function watches({ screen }: Context, wanted: Wanted): boolean {
  const { exercise, json, seed, oneCase } = wanted;
  const plain = exercise === undefined && !json;
  const fresh = seed === undefined && oneCase === undefined;
  return plain && fresh && screen.live && process.stdin.isTTY === true;
}

function endOnSignals({ running }: Context): void {
  const codes = { SIGINT: INTERRUPTED, SIGTERM: 143, SIGHUP: 129 };
  for (const [signal, code] of Object.entries(codes)) {
    process.on(signal, () => {
      for (const grading of running) grading.abort();
      process.exit(code);
    });
  }
}
