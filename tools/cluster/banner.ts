// What a cluster says when it is ready: where it is, what is odd about it, what to type.

import type { ClusterFlags } from './flags.ts';
import type { Cluster } from './start.ts';

export function banner(
  { plain, secure, kubeconfig, place }: Cluster,
  { virtualClock }: ClusterFlags,
): string {
  const lines = [`The cluster is ready; its objects are ${place}.`];
  if (secure !== undefined) lines.push(`  ${secure}   TLS, by certificate`);
  if (plain !== undefined)
    lines.push(`  ${plain}   plain HTTP, loopback only: all may do all`);
  if (virtualClock)
    lines.push(
      '  Time stands still until POST /debug/clock/advance {"seconds": N}.',
    );
  const way =
    kubeconfig === undefined ? `-s ${plain}` : `--kubeconfig ${kubeconfig}`;
  lines.push(
    '',
    'In another terminal:',
    `  alias k='kubectl ${way}'`,
    '  k get namespaces',
    '  k create configmap first --from-literal=hello=world',
    '  k get configmap first -o yaml',
    '',
    'Ctrl-C ends it.',
  );
  return lines.join('\n');
}
