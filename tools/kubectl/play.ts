// Plays a scenario: its commands one after another in a shell, in a folder of its own, with
// one kubectl on the path, against one server.

import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Kubectl } from './find.ts';
import { difference, type Scenario, type Step } from './scenario.ts';

const COMMAND_LIMIT_MS = 60_000;

export interface Stand {
  readonly kubectl: Kubectl;
  /** The way in, as a file of kubectl. */
  readonly kubeconfig: string;
  /** Variables for the commands. */
  readonly env: Readonly<Record<string, string>>;
}

/** What went otherwise than written, command by command. */
export async function playScenario(
  scenario: Scenario,
  stand: Stand,
): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'kubewright-kubectl-'));
  try {
    await furnish(folder, scenario, stand);
    const faults: string[] = [];
    for (const step of scenario.steps)
      faults.push(...faultsOf(step, await run(step.command, folder, stand.env)));
    return faults;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function furnish(
  folder: string,
  scenario: Scenario,
  { kubectl, kubeconfig }: Stand,
): Promise<void> {
  await mkdir(join(folder, '.bin'));
  await symlink(kubectl.path, join(folder, '.bin', 'kubectl'));
  // In the layer from npm helm lies beside the folder of kubectl.
  const helm = join(dirname(dirname(kubectl.path)), 'helm', 'helm');
  if (existsSync(helm)) await symlink(helm, join(folder, '.bin', 'helm'));
  await writeFile(join(folder, '.kubeconfig'), kubeconfig);
  for (const [name, text] of Object.entries(scenario.files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
}

interface Outcome {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number | null;
}

function run(
  command: string,
  folder: string,
  more: Stand['env'],
): Promise<Outcome> {
  const env = {
    ...more,
    PATH: `${join(folder, '.bin')}:${process.env.PATH}`,
    HOME: folder,
    KUBECONFIG: join(folder, '.kubeconfig'),
  };
  return new Promise((resolve, reject) => {
    const child = spawn('bash', ['-c', command], {
      ...{ cwd: folder, env, timeout: COMMAND_LIMIT_MS },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const said = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const)
      child[name].on('data', (part) => {
        said[name] += part;
      });
    child.on('error', reject);
    child.on('close', (code) => resolve({ ...said, code }));
  });
}

function faultsOf(
  step: Step,
  { stdout, stderr, code }: Outcome,
): readonly string[] {
  const faults = [
    sayIf('stdout', difference(step.stdout, stdout)),
    sayIf('stderr', difference(step.stderr, stderr)),
    code === step.code
      ? undefined
      : `exit code: expected ${step.code}, found ${code}`,
  ].filter((fault) => fault !== undefined);
  return faults.length === 0 ? [] : [`$ ${step.command}\n  ${faults.join('\n  ')}`];
}

function sayIf(what: string, fault: string | undefined): string | undefined {
  return fault && `${what}: ${fault}`;
}
