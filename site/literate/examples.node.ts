/**
 * Runs the programs of chapters: one esbuild build of all of them, one Node process
 * that evaluates each in a module of its own and hands back what it printed. A
 * program that does not end is killed with the process; the next process goes on
 * behind it. Commands (`sh run`, `console run`) get a shell each.
 */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { bundle as bundleOf, type RunOptions } from './bundle.node.ts';
import { commandsOf, type Outcome, type Program } from './examples.ts';

const LIMIT_MS = 10_000;

/** Runs `ts run` programs; the outcomes stand in the order of the programs. */
export async function runPrograms(
  programs: readonly Program[],
  options: RunOptions,
): Promise<Outcome[]> {
  const outcomes = new Map<Program, Outcome>();
  const { bundle, refused } = await bundleOf(programs, options);
  for (const [program, message] of refused)
    outcomes.set(program, { type: 'failed', message });
  const ready = programs.filter((program) => !refused.has(program));
  let next = 0;
  while (bundle !== undefined && next < ready.length) {
    const ended = await runFrom(bundle, next, options);
    for (const [index, outcome] of ended.outcomes) {
      const program = ready[index];
      if (program !== undefined) outcomes.set(program, outcome);
    }
    next = ended.next;
  }
  return programs.map(
    (one) => outcomes.get(one) ?? { type: 'failed', message: 'did not run' },
  );
}

interface Ended {
  readonly outcomes: ReadonlyMap<number, Outcome>;
  /** The program to go on with. */
  readonly next: number;
}

/** One process, from program `first` to the last, or to one that does not end. */
async function runFrom(
  bundle: string,
  first: number,
  options: RunOptions,
): Promise<Ended> {
  const limit = options.limit ?? LIMIT_MS;
  const child = start(
    process.execPath,
    ['--input-type=module', '-', String(first)],
    options.root,
  );
  const outcomes = new Map<number, Outcome>();
  let next = first;
  const watchdog = createWatchdog(child, limit);
  child.stdin.end(bundle);
  for await (const line of createInterface({ input: child.stdout })) {
    const outcome = parseOutcome(line);
    if (outcome === undefined) continue;
    outcomes.set(next, outcome);
    next += 1;
    watchdog.rewind();
  }
  const { code, errors } = await watchdog.ended;
  if (code === 0) return { outcomes, next: Number.POSITIVE_INFINITY };
  outcomes.set(next, {
    type: 'failed',
    message: watchdog.bit ? endless(limit) : died(errors),
  });
  return { outcomes, next: next + 1 };
}

function start(
  command: string,
  args: readonly string[],
  cwd: string,
): ChildProcessWithoutNullStreams {
  const { FORCE_COLOR: _, NODE_OPTIONS: __, ...inherited } = process.env;
  const env = { ...inherited, NO_COLOR: '1', TZ: 'UTC', LC_ALL: 'C' };
  return spawn(command, [...args], { cwd, env, stdio: 'pipe' });
}

interface Watchdog {
  readonly bit: boolean;
  readonly ended: Promise<{
    readonly code: number | null;
    readonly errors: string;
  }>;
  rewind(): void;
}

/** Kills a process from which nothing was heard for `limit` milliseconds. */
function createWatchdog(
  child: ChildProcessWithoutNullStreams,
  limit: number,
): Watchdog {
  let bit = false;
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  // A process that died early closes its stdin; its exit code tells the story.
  child.stdin.on('error', () => undefined);
  const timer = setTimeout(() => {
    bit = true;
    child.kill('SIGKILL');
  }, limit);
  const ended = new Promise<{ code: number | null; errors: string }>(
    (resolve, reject) => {
      child.on('error', reject);
      child.on('close', (code) => {
        clearTimeout(timer);
        resolve({ code, errors });
      });
    },
  );
  return {
    get bit() {
      return bit;
    },
    ended,
    rewind: () => void timer.refresh(),
  };
}

function endless(limit: number): string {
  return `did not end within ${limit / 1000} s; look for a loop without an end`;
}

function died(errors: string): string {
  const last = errors.trim().split('\n').at(-1) ?? '';
  return (
    `ended its process${last === '' ? '' : `: ${last}`}; a program ` +
    `returns, it does not exit`
  );
}

function parseOutcome(line: string): Outcome | undefined {
  if (!line.startsWith('{')) return undefined;
  const told: unknown = JSON.parse(line);
  if (typeof told !== 'object' || told === null) return undefined;
  if ('stuck' in told) {
    const message =
      'waits for a promise that never settles; look for an await that nothing ' +
      'resolves';
    return { type: 'failed', message };
  }
  if (!('output' in told) || typeof told.output !== 'string') return undefined;
  return { type: 'printed', output: splitOutput(told.output) };
}

function splitOutput(text: string): string[] {
  return text === '' ? [] : text.replace(/\n$/, '').split('\n');
}

/** Runs a command of a chapter in a shell at the root of the course. */
export async function runCommand(
  program: Program,
  options: RunOptions,
): Promise<Outcome> {
  const limit = options.limit ?? LIMIT_MS;
  const child = start('sh', ['-c', commandsOf(program)], options.root);
  const watchdog = createWatchdog(child, limit);
  child.stdin.end();
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  await watchdog.ended;
  if (watchdog.bit) return { type: 'failed', message: endless(limit) };
  return { type: 'printed', output: splitOutput(output) };
}
