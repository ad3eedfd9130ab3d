// Cluster IPs as numbers of a range. Kubernetes:
// pkg/registry/core/service/ipallocator. Chapter 26.
// Engine room: not told line by line.

import { type NumberRange, staticBand } from './allocator.ts';

/** An IPv4 address as a number: 10.96.0.1 is 174063617. */
export function addressOf(text: string): number | undefined {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text);
  const bytes = (parts ?? []).slice(1).map(Number);
  if (bytes.length !== 4 || bytes.some((byte) => byte > 255)) return undefined;
  return bytes.reduce((sum, byte) => sum * 256 + byte, 0);
}

/** A number as an IPv4 address. */
export function addressText(address: number): string {
  return [24, 16, 8, 0].map((shift) => (address >>> shift) & 255).join('.');
}

/**
 * The addresses of a network that a Service may have: all but the first, which names the
 * network, and the last, which is everybody's. kube-apiserver
 * --service-cluster-ip-range: 10.96.0.0/12 with kubeadm.
 * @throws RangeError if it is no network
 */
export function clusterIps(network: string): NumberRange {
  const [base = '', length = ''] = network.split('/');
  const [address, bits] = [addressOf(base), Number(length)];
  const isNetwork = /^\d+$/.test(length) && bits <= 30;
  if (address === undefined || !isNetwork)
    throw new RangeError(
      `expected an IPv4 network such as 10.96.0.0/12, found "${network}"`,
    );
  const all = 2 ** (32 - bits);
  const size = all - 2;
  const first = Math.floor(address / all) * all + 1;
  const says = `${addressText(first - 1)}/${bits}`;
  return { first, size, band: staticBand(size, 16, 256), what: 'IP', says };
}
