// npm test: all checks and all tests of the project, a line for each part as it ends,
// and the sum on the last line.
//   npm test -- NAME    only the parts whose name contains NAME: site, 03-watch
//   npm run test:long   the same with KUBEWRIGHT_LONG=1: the tests draw more

import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Part, partsOf } from './test/parts.ts';
import { type Ended, endAll, runNode } from './test/process.ts';
import { findPrograms, mayBeAbsent } from './test/programs.ts';
import type { Verdict } from './test/verdict.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const LIMIT_MS = 15 * 60_000;
const LONG_LIMIT_MS = 60 * 60_000;
const AT_A_TIME = 2;

interface Sum {
  passed: number;
  failed: number;
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    options: { long: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const [wanted = ''] = positionals;
  const all = partsOf(ROOT);
  const parts = all.filter(({ name }) => name.includes(wanted));
  if (parts.length === 0 || positionals.length > 1) {
    const names = all.map(({ name }) => name).join(', ');
    console.error(
      `no part is called "${positionals.join(' ')}"; they are: ${names}`,
    );
    return 2;
  }
  const sum: Sum = { passed: 0, failed: 0 };
  const missing = lookForPrograms(sum);
  const run = (part: Part): Promise<void> => runPart(part, values.long, sum);
  const runnable = parts.filter(
    (part) => !part.browser || !missing.has('chromium') || leaveOut(part),
  );
  await inTurn(
    runnable.filter(({ browser }) => !browser),
    AT_A_TIME,
    run,
  );
  await inTurn(
    runnable.filter(({ browser }) => browser),
    1,
    run,
  );
  console.log(`${sum.passed} passed, ${sum.failed} failed`);
  return sum.failed === 0 ? 0 : 1;
}

/** Says which real programs are absent, and counts them where none may be. */
function lookForPrograms(sum: Sum): ReadonlySet<string> {
  const { absent } = findPrograms(process.env.PATH ?? '');
  const allowed = mayBeAbsent(process.env, process.platform);
  if (absent.length > 0) {
    const names = absent.join(', ');
    const then = allowed
      ? 'tests against them are left out'
      : 'in CI each counts as a failure; .ci/run installs them';
    console.log(`${allowed ? '!' : '✗'} absent here: ${names} (${then})`);
  }
  if (!allowed) sum.failed += absent.length;
  return new Set(absent);
}

function leaveOut({ name }: Part): boolean {
  console.log(`! ${name} left out: no chromium here`);
  return false;
}

/** Does `work` on every item, `width` at a time, in their order. */
async function inTurn<T>(
  items: readonly T[],
  width: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const left = [...items];
  async function next(): Promise<void> {
    for (let item = left.shift(); item !== undefined; item = left.shift()) {
      await work(item);
    }
  }
  await Promise.all(Array.from({ length: width }, next));
}

async function runPart(part: Part, long: boolean, sum: Sum): Promise<void> {
  const limit = long ? LONG_LIMIT_MS : LIMIT_MS;
  const env = { ...childEnv(long), ...part.env };
  const ended = await runNode(part.args, { cwd: ROOT, env, limit });
  const verdict = await part.judge(ended);
  sum.passed += verdict.passed;
  sum.failed += verdict.failed;
  console.log(say(part, verdict, ended));
  if (verdict.failed > 0) console.log(`\n${ended.output.trim()}\n`);
}

function say(
  { name }: Part,
  { passed, failed, notes }: Verdict,
  ended: Ended,
): string {
  const sign = failed === 0 ? '✓' : '✗';
  const count =
    failed === 0 ? `${passed} passed` : `${passed} passed, ${failed} failed`;
  const time = `${(ended.ms / 1000).toFixed(1)} s`;
  const more = notes.length === 0 ? '' : `  ${notes.join('; ')}`;
  return `${sign} ${name.padEnd(20)} ${count.padEnd(24)} ${time.padStart(7)}${more}`;
}

/** Node reads the extra certificates at each start: a child of ours needs none. */
function childEnv(long: boolean): NodeJS.ProcessEnv {
  const { NODE_EXTRA_CA_CERTS: _, FORCE_COLOR: __, ...env } = process.env;
  return long ? { ...env, KUBEWRIGHT_LONG: '1' } : env;
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    endAll();
    process.exit(130);
  });
}
process.exitCode = await main();
