// Which Kubernetes the server says it is: kubectl compares it with its own, and helm with
// what a chart asks for.
// Engine room: not told line by line. Chapter 09.

import type { PathHandler } from './types.ts';

/** The newest whose kubectl the tests try. */
export const VERSION = { major: '1', minor: '35', patch: '0' } as const;

/** apimachinery's pkg/version/types.go: all of it strings. */
const INFO = {
  major: VERSION.major,
  minor: VERSION.minor,
  gitVersion: `v${VERSION.major}.${VERSION.minor}.${VERSION.patch}+kubewright`,
  gitCommit: '',
  gitTreeState: '',
  buildDate: '1970-01-01T00:00:00Z',
  goVersion: '',
  compiler: '',
  platform: 'any/any',
};

/** /version, indented by two as the real one. */
export const versionPath: PathHandler = async () => ({
  code: 200,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(INFO, undefined, 2),
});
