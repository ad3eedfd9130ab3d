// A round: the controller looks at all nodes, and then at all zones. Kubernetes:
// monitorNodeHealth and handleDisruption in pkg/controller/nodelifecycle. Chapter 23.
// Engine room: not told line by line.

import type { Millis } from '#world';
import type { Finding, Monitor } from './monitor.ts';
import type { Node } from './objects.ts';
import type { Tainter } from './tainter.ts';
import { disruption, type ZoneCount, type ZoneState, zoneOf } from './zones.ts';

export interface RoundParts {
  readonly monitor: Monitor;
  readonly tainter: Tainter;
  /** How many nodes of each zone may be tainted in a second from now on. */
  setRates(rates: ReadonlyMap<string, number>): void;
  /** The node was ready before this round, or its pods still wait to be told. */
  notReady(finding: Finding): Promise<void>;
  readonly onError: (error: unknown) => void;
}

/** A node with this label doesn't count in its zone. */
export const EXCLUDE_DISRUPTION = 'node.kubernetes.io/exclude-disruption';

export class Rounds {
  readonly #parts: RoundParts;
  #states: ReadonlyMap<string, ZoneState> = new Map();

  constructor(parts: RoundParts) {
    this.#parts = parts;
  }

  /** Looks at these nodes, which are all that there are. */
  async round(nodes: readonly Node[], now: Millis): Promise<void> {
    const zones = new Map<string, ZoneCount>();
    const looks = nodes.map(async (node) => {
      const finding = await this.#look(node);
      if (finding !== undefined) count(zones, finding);
    });
    await Promise.all(looks);
    await this.#disrupt(nodes, zones, now);
  }

  /** What it has found; undefined if the node could not be written. */
  async #look(copy: Node): Promise<Finding | undefined> {
    const { monitor, tainter, notReady, onError } = this.#parts;
    const finding = await monitor.lookAgain(copy).catch(onError);
    if (finding?.current === undefined) return finding ?? undefined;
    // By what was so before: a node that falls silent now queues from the next round on.
    await tainter.look(finding.node, finding.observed).catch(onError);
    await notReady(finding);
    return finding;
  }

  async #disrupt(
    nodes: readonly Node[],
    zones: ReadonlyMap<string, ZoneCount>,
    now: Millis,
  ): Promise<void> {
    const { monitor, tainter, setRates, onError } = this.#parts;
    const { states, rates, all } = disruption(this.#states, zones);
    this.#states = states;
    setRates(rates);
    if (all === 'left') monitor.restart(now);
    if (all === 'entered')
      await Promise.all(nodes.map((node) => tainter.clear(node).catch(onError)));
  }
}

function count(zones: Map<string, ZoneCount>, { node, current }: Finding): void {
  if (Object.hasOwn(node.metadata.labels ?? {}, EXCLUDE_DISRUPTION)) return;
  const zone = zoneOf(node);
  const { ready, notReady } = zones.get(zone) ?? { ready: 0, notReady: 0 };
  const isReady = current === 'True';
  zones.set(zone, {
    ready: ready + (isReady ? 1 : 0),
    notReady: notReady + (isReady ? 0 : 1),
  });
}
