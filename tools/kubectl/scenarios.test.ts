// The scenarios, each played with the oldest and the newest kubectl of this machine against
// a cluster of its own.

import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type ClusterFlags, readFlags } from '../cluster/flags.ts';
import { startCluster } from '../cluster/start.ts';
import { findKubectls, type Kubectl } from './find.ts';
import { playScenario } from './play.ts';
import { readScenario } from './scenario.ts';
import { serveWebhooks } from './webhooks.ts';

/** What scenarios may wait for and no longer do. */
const THERE: readonly string[] = ['26 services', '10 gates', '11 patch'];
/** So many at once: each spends most of its time in kubectl's start. */
const AT_ONCE = 4;

const folder = join(dirname(fileURLToPath(import.meta.url)), 'scenarios');
/** Some of them: SCENARIO=apply,diff. */
const only = process.env.SCENARIO?.split(',');
const names = readdirSync(folder)
  .map((file) => file.replace(/\.txt$/, ''))
  .filter((name) => only === undefined || only.includes(name))
  .sort();

const PLAIN = ['--insecure', '--port', '0'];

function flags(door: readonly string[]): ClusterFlags {
  const read = readFlags([...door, '--ephemeral', '--seed', '1']);
  if (read === 'help') throw new Error('no help was asked for');
  return read;
}

async function play(name: string, kubectl: Kubectl): Promise<readonly string[]> {
  const text = readFileSync(join(folder, `${name}.txt`), 'utf8');
  const scenario = readScenario(text, kubectl.minor);
  const home = await mkdtemp(join(tmpdir(), 'kubewright-cluster-'));
  const file = join(home, 'admin.conf');
  const door = scenario.isSecure ? ['--secure-port', '0'] : PLAIN;
  const beside = ['--controllers', scenario.hasScheduler ? '*' : '*,-scheduler'];
  const clock = scenario.isVirtual ? ['--virtual-clock'] : [];
  const cluster = await startCluster(
    flags([...door, ...beside, ...clock, '--kubeconfig', file]),
  );
  const hooks = scenario.hasWebhooks ? await serveWebhooks() : undefined;
  try {
    const kubeconfig = await readFile(file, 'utf8');
    const { env = {} } = hooks ?? {};
    return await playScenario(scenario, { kubectl, kubeconfig, env });
  } finally {
    await hooks?.close();
    await cluster.close();
    await rm(home, { recursive: true });
  }
}

/** Runs a job for each name, a few at once; a job waits for no other's end. */
function startAll(
  todo: readonly string[],
  job: (name: string) => Promise<readonly string[]>,
): ReadonlyMap<string, Promise<readonly string[]>> {
  const lanes = Array.from({ length: AT_ONCE }, () => Promise.resolve());
  return new Map(
    todo.map((name, i) => {
      const lane = lanes[i % AT_ONCE] ?? Promise.resolve();
      const outcome = lane.then(() => job(name));
      lanes[i % AT_ONCE] = outcome.then(
        () => undefined,
        () => undefined,
      );
      return [name, outcome];
    }),
  );
}

const kubectls = findKubectls(process.env.PATH ?? '');
const tried = [...new Set([kubectls[0], kubectls.at(-1)])];
if (kubectls.length === 0) {
  if (process.env.CI === 'true') throw new Error('no kubectl on the PATH');
  console.error('\n  !!  No kubectl here: the scenarios are NOT played.\n');
}

for (const kubectl of tried) {
  if (kubectl === undefined) continue;
  const test = suite(`kubectl ${kubectl.version}`);
  const waiting = new Map<string, string>();
  const ready: string[] = [];
  for (const name of names) {
    const text = readFileSync(join(folder, `${name}.txt`), 'utf8');
    const { waits, steps } = readScenario(text, kubectl.minor);
    if (steps.length === 0) continue;
    if (waits === undefined || THERE.includes(waits) || only !== undefined)
      ready.push(name);
    else waiting.set(name, waits);
  }
  let outcomes: ReadonlyMap<string, Promise<readonly string[]>> = new Map();
  test.before(() => {
    outcomes = startAll(ready, (name) => play(name, kubectl));
    for (const outcome of outcomes.values()) outcome.catch(() => undefined);
  });
  for (const name of ready) {
    const text = readFileSync(join(folder, `${name}.txt`), 'utf8');
    test(`${name}: ${readScenario(text, kubectl.minor).title}`, async () => {
      const faults = (await outcomes.get(name)) ?? ['was not played'];
      assert.is(faults.length, 0, faults.join('\n'));
    });
  }
  test.after(() => {
    const chapters = [...new Set(waiting.values())].sort().map((chapter) => {
      const count = [...waiting.values()].filter((each) => each === chapter).length;
      return `${count} for ${chapter}`;
    });
    const more = chapters.length === 0 ? '' : `; waiting: ${chapters.join(', ')}`;
    console.log(`  ${ready.length} scenarios played${more}`);
  });
  test.run();
}
