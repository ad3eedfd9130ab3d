// The grader's own failures: written down for a report, never blamed on the learner.

import { StateFolder } from '../state/folder.node.ts';
import { FAULT, Refusal } from './refusal.ts';
import { complain } from './screen.node.ts';

/** Does `work`, and answers with its exit code, or with that of what it threw, told. */
export async function orTold(
  root: string,
  words: readonly string[],
  work: () => Promise<number>,
): Promise<number> {
  process.on('uncaughtException', (error) => {
    process.exit(tellFault(root, words, error));
  });
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Refusal)) return tellFault(root, words, error);
    complain(error.message);
    return error.exit;
  }
}

/** Writes the fault down, says so, and returns the exit code. */
function tellFault(root: string, words: readonly string[], error: unknown): number {
  const stack = error instanceof Error ? String(error.stack) : String(error);
  const saved = new StateFolder(root).save('last-fault.json', {
    format: 'kubewright-fault',
    version: 1,
    time: new Date().toISOString(),
    words,
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    stack,
  });
  const where = saved ? 'with .kubewright/last-fault.json' : 'with these lines';
  process.stderr.write(
    `\n  ! The grader itself failed, this is not your code. Please report it ${where}.\n`,
  );
  if (!saved) process.stderr.write(`${stack}\n`);
  return FAULT;
}
