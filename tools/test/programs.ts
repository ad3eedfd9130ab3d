// The real programs against which the course is tried. A test that needs one looks for
// it itself and says so when it is absent; here all of them are named at the head of a
// run, and where none may be absent each absent one is a failure.

import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

export const PROGRAMS = [
  'etcd',
  'etcdctl',
  'chromium',
  'kubectl',
  'bwrap',
  'dig',
  'iptables',
] as const;

export interface Programs {
  readonly found: readonly string[];
  readonly absent: readonly string[];
}

/** Looks for the programs where a shell would, and where root keeps its own. */
export function findPrograms(
  path: string,
  names: readonly string[] = PROGRAMS,
): Programs {
  const folders = [...path.split(delimiter), '/usr/sbin', '/sbin'];
  const found = names.filter((name) =>
    folders.some((folder) => folder !== '' && isProgram(join(folder, name))),
  );
  return { found, absent: names.filter((name) => !found.includes(name)) };
}

/**
 * In CI nothing that the tests need may be absent. On other systems than Linux there is
 * no bwrap and no iptables to install, so absence is said there and no more.
 */
export function mayBeAbsent(
  env: NodeJS.ProcessEnv,
  platform: NodeJS.Platform,
): boolean {
  return env.CI !== 'true' || platform !== 'linux';
}

function isProgram(path: string): boolean {
  const names = process.platform === 'win32' ? [`${path}.exe`, path] : [path];
  return names.some((name) => {
    try {
      accessSync(name, constants.X_OK);
      return true;
    } catch {
      // Not there, or not to be run: the next folder may have it.
      return false;
    }
  });
}
