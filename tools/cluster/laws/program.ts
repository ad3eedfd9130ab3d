// What people do to a cluster: nodes, Pods and Services come, change and go, in an order
// drawn by chance, while its parts end and begin again.

import type { Chance } from '#world';

/** What is done next; a name that isn't there is answered with 404, and that is right. */
export type Act =
  | {
      readonly do: 'write';
      readonly method: string;
      readonly url: string;
      readonly body?: object;
    }
  | { readonly do: 'restart'; readonly part: number }
  | { readonly do: 'cut' }
  | { readonly do: 'wait'; readonly ms: number };

const CORE = '/api/v1/namespaces/default';
export const NODES = '/api/v1/nodes';
export const PODS: string = `${CORE}/pods`;
export const SERVICES: string = `${CORE}/services`;

/** How many names there are of each kind: so that what is gone comes again. */
const [NODE_NAMES, SERVICE_NAMES] = [5, 4];

export class Program {
  readonly #chance: Chance;
  readonly #parts: number;
  #made = 0;
  readonly #nodes: string[] = [];
  readonly #pods: string[] = [];

  constructor(chance: Chance, parts: number) {
    this.#chance = chance;
    this.#parts = parts;
  }

  next(): Act {
    const pick = this.#chance.integer(0, 99);
    if (this.#nodes.length < 2 || pick < 8) return this.#createNode();
    if (pick < 11) return this.#deleteNode();
    if (pick < 18) return this.#changeNode();
    if (pick < 50) return this.#createPod();
    if (this.#pods.length === 0) return this.#createPod();
    if (pick < 58) return this.#deletePod();
    if (pick < 62) return this.#relabelPod();
    if (pick < 74) return this.#service();
    if (pick < 82)
      return { do: 'restart', part: this.#chance.integer(0, this.#parts - 1) };
    if (pick < 86) return { do: 'cut' };
    if (pick < 88)
      return { do: 'write', method: 'DELETE', url: this.#one(ENDPOINTS) };
    return { do: 'wait', ms: this.#chance.integer(1, 20_000) };
  }

  /** One write that nothing else follows: what comes of it is to be seen. */
  calm(): Act {
    const pick = this.#chance.integer(0, 9);
    if (pick < 2 || this.#pods.length === 0) return this.#createPod();
    if (pick < 4) return this.#deletePod();
    return pick < 7 ? this.#relabelPod() : this.#service();
  }

  #createNode(): Act {
    if (this.#nodes.length >= NODE_NAMES) return this.#deleteNode();
    // Each its own: what is bound to one that is gone is not to be counted for another.
    const name = `n${this.#made++}`;
    this.#nodes.push(name);
    const metadata = {
      name,
      labels: { disk: this.#one(['ssd', 'hdd']) },
      annotations: { 'kwok.x-k8s.io/node': 'fake' },
    };
    const allocatable = {
      cpu: this.#one(['500m', '1', '2']),
      memory: this.#one(['256Mi', '1Gi']),
      pods: this.#one(['2', '3', '6']),
    };
    const body = {
      apiVersion: 'v1',
      kind: 'Node',
      metadata,
      status: { allocatable },
    };
    return { do: 'write', method: 'POST', url: NODES, body };
  }

  #deleteNode(): Act {
    const name = this.#take(this.#nodes);
    return { do: 'write', method: 'DELETE', url: `${NODES}/${name}` };
  }

  #changeNode(): Act {
    const url = `${NODES}/${this.#one(this.#nodes)}`;
    const taint = { key: 'gpu', value: 'yes', effect: this.#one(EFFECTS) };
    const spec = this.#one([
      { unschedulable: this.#isHeads() },
      { taints: this.#isHeads() ? [taint] : null },
    ]);
    return { do: 'write', method: 'PATCH', url, body: { spec } };
  }

  #createPod(): Act {
    const name = `p${this.#made++}`;
    this.#pods.push(name);
    const labels = { app: this.#one(['a', 'b']) };
    const requests = {
      cpu: this.#one(['50m', '200m', '400m', '1']),
      memory: this.#one(['32Mi', '128Mi', '300Mi']),
    };
    const containerPort = this.#one([80, 8080]);
    const hostPort =
      this.#chance.integer(0, 3) === 0 ? { hostPort: containerPort } : {};
    const ports = [{ name: 'http', containerPort, ...hostPort }];
    const spec = {
      containers: [{ name: 'c', image: 'i', resources: { requests }, ports }],
      ...(this.#chance.integer(0, 2) === 0 ? { tolerations: TOLERANT } : {}),
      ...(this.#chance.integer(0, 4) === 0
        ? { nodeSelector: { disk: 'ssd' } }
        : {}),
    };
    const body = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name, labels },
      spec,
    };
    return { do: 'write', method: 'POST', url: PODS, body };
  }

  #deletePod(): Act {
    const grace = this.#one(['', '?gracePeriodSeconds=0']);
    const url = `${PODS}/${this.#take(this.#pods)}${grace}`;
    return { do: 'write', method: 'DELETE', url };
  }

  #relabelPod(): Act {
    const url = `${PODS}/${this.#one(this.#pods)}`;
    const body = { metadata: { labels: { app: this.#one(['a', 'b', 'c']) } } };
    return { do: 'write', method: 'PATCH', url, body };
  }

  #service(): Act {
    const name = `s${this.#chance.integer(1, SERVICE_NAMES)}`;
    const url = `${SERVICES}/${name}`;
    const type = this.#one(['ClusterIP', 'NodePort', 'LoadBalancer']);
    const policy = this.#one(['Cluster', 'Local']);
    const traffic = type === 'ClusterIP' ? {} : { externalTrafficPolicy: policy };
    const way = this.#chance.integer(0, 3);
    if (way === 0) return { do: 'write', method: 'DELETE', url };
    const selector = { app: this.#one(['a', 'b']) };
    if (way === 1)
      return {
        do: 'write',
        method: 'PATCH',
        url,
        body: { spec: { type, selector, ...traffic } },
      };
    const isHeadless = type === 'ClusterIP' && this.#chance.integer(0, 3) === 0;
    const ports = [{ name: 'web', port: 80, targetPort: this.#one([80, 'http']) }];
    const all = { publishNotReadyAddresses: this.#chance.integer(0, 4) === 0 };
    const headless = isHeadless ? { clusterIP: 'None' } : {};
    const spec = { type, ...traffic, selector, ports, ...all, ...headless };
    const body = { apiVersion: 'v1', kind: 'Service', metadata: { name }, spec };
    return { do: 'write', method: 'POST', url: SERVICES, body };
  }

  #one<T>(some: readonly T[]): T {
    return this.#chance.pick(some);
  }

  #isHeads(): boolean {
    return this.#chance.integer(0, 1) === 1;
  }

  #take(some: string[]): string {
    const at = this.#chance.integer(0, Math.max(0, some.length - 1));
    return some.splice(at, 1)[0] ?? 'none';
  }
}

/** What a controller has made, and makes again. */
const ENDPOINTS = [
  `${CORE}/endpoints`,
  '/apis/discovery.k8s.io/v1/namespaces/default/endpointslices',
];
const EFFECTS = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'];
const TOLERANT = [{ key: 'gpu', operator: 'Exists' }];
