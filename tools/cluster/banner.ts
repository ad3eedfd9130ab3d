// What a cluster says when it is ready: where it is, what is odd about it, what to type.

import { type ClusterFlags, isWatched } from './flags.ts';
import type { Cluster } from './start.ts';

export function banner(
  {
    plain,
    secure,
    kubeconfig,
    place,
  }: Pick<Cluster, 'plain' | 'secure' | 'kubeconfig' | 'place'>,
  flags: ClusterFlags,
): string {
  const lines = [`The cluster is ready; its objects are ${place}.`];
  if (secure !== undefined)
    lines.push(`  ${secure}   TLS: by certificate, by token, or as nobody`);
  if (plain !== undefined)
    lines.push(`  ${plain}   plain HTTP, loopback only: all may do all`);
  if (isWatched(flags))
    lines.push('  Who has asked whom for what: GET /debug/audit?since=N.');
  const beside = [...flags.controllers].join(', ');
  lines.push(
    `  Beside the server: ${beside === '' ? 'nothing' : beside}.`,
    '  Default accounts, aggregated roles and quotas are kept by the server itself.',
    '  Nodes with the annotation kwok.x-k8s.io/node: fake have a simulated kubelet.',
  );
  if (flags.mine !== undefined)
    lines.push(`  Yours, from exercises/: ${flags.mine}.`);
  if (flags.virtualClock)
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
