// The kubectls of this machine: one of each version on the PATH, the oldest and the newest
// of which the scenarios are played with.

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

export interface Kubectl {
  readonly path: string;
  /** 20 of 1.20. */
  readonly minor: number;
  readonly version: string;
}

/** Where .ci/run lays those that are no package of the system. */
const FOLDERS = [
  '/opt/kubewright-kubectl/usr/bin',
  '/opt/kubewright-kubectl-newest/kubectl',
];

/** Oldest first, one of each minor version. */
export function findKubectls(path: string): readonly Kubectl[] {
  const found = new Map<number, Kubectl>();
  for (const folder of [...path.split(delimiter), ...FOLDERS]) {
    const file = join(folder, 'kubectl');
    if (folder === '' || !existsSync(file)) continue;
    const kubectl = asked(file);
    if (kubectl !== undefined && !found.has(kubectl.minor))
      found.set(kubectl.minor, kubectl);
  }
  return [...found.values()].sort((a, b) => a.minor - b.minor);
}

function asked(path: string): Kubectl | undefined {
  const { stdout } = spawnSync(path, ['version', '--client', '-o', 'json'], {
    encoding: 'utf8',
  });
  try {
    const { clientVersion } = JSON.parse(stdout);
    const minor = Number.parseInt(clientVersion.minor, 10);
    return { path, minor, version: clientVersion.gitVersion };
  } catch {
    // Not one that runs here.
    return undefined;
  }
}
