/**
 * Network: named hosts that send one another plain messages, by datagram.
 *
 * It promises what a real one does: nothing. A message may come late, overtake
 * another, come twice or never. It never comes changed, and never across a
 * partition: a message is lost if its two hosts are apart when it is sent or when
 * it would be delivered. A message that is under way to a host that crashes or
 * detaches is lost, even if the host is back in time. The same network under the
 * real clock serves a real process; TCP is a later chapter's.
 * Engine room: not told line by line.
 */

import type { Chance } from './chance.ts';
import type { Clock } from './clock.ts';
import type { Millis } from './millis.ts';

/** Called once for each message that arrives. */
export type Receive = (from: string, message: unknown) => void;

/** The place where hosts find one another by name. */
export interface Network {
  /** Puts a host on the network. @throws Error if the name is taken */
  attach(name: string, receive: Receive): Host;
}

/** A host's own end of the network. */
export interface Host {
  readonly name: string;
  /**
   * Sends a copy of `message`, and does not say whether it arrives. A name that
   * nobody has is no error: so it is on a network. @throws DataCloneError if it is
   * not plain data
   */
  send(to: string, message: unknown): void;
  /** Takes the host off the network; its name is free again. */
  detach(): void;
}

/** How the network treats messages between two different hosts. */
export interface Conditions {
  /** The shortest and the longest time under way; each message draws its own. */
  readonly delay: readonly [min: Millis, max: Millis];
  /** How likely a message is lost, 0 to 1. */
  readonly loss: number;
  /** How likely a message that is not lost comes a second time, 0 to 1. */
  readonly duplication: number;
}

/** A quiet data centre: 1 ms, nothing lost, nothing twice. */
export const CALM: Conditions = { delay: [1, 1], loss: 0, duplication: 0 };

interface Letter {
  readonly from: string;
  readonly to: string;
  readonly message: unknown;
}

interface Station {
  readonly receive: Receive;
  up: boolean;
  /**
   * Grows with each crash: a message for an earlier life is not delivered to a
   * later one.
   */
  life: number;
}

/**
 * A network of one process: it delivers by the clock and misbehaves by the draws of
 * chance.
 */
export class VirtualNetwork implements Network {
  readonly #clock: Clock;
  readonly #chance: Chance;
  readonly #stations = new Map<string, Station>();
  #conditions: Conditions = CALM;
  /**
   * The side on which each named host stands; who is not named stands on side 0.
   */
  #sides: ReadonlyMap<string, number> = new Map();

  constructor(clock: Clock, chance: Chance) {
    this.#clock = clock;
    this.#chance = chance;
  }

  attach(name: string, receive: Receive): Host {
    if (this.#stations.has(name)) {
      throw new Error(
        `network: the name ${name} is taken; detach its host or choose another`,
      );
    }
    const station: Station = { receive, up: true, life: 0 };
    this.#stations.set(name, station);
    return {
      name,
      send: (to, message) => this.#send(station, { from: name, to, message }),
      detach: () => {
        station.up = false;
        if (this.#stations.get(name) === station) this.#stations.delete(name);
      },
    };
  }

  /** The names that are taken, in the order of attaching. */
  get hosts(): readonly string[] {
    return [...this.#stations.keys()];
  }

  /** Changes some of the conditions, for messages sent from now on. */
  configure(conditions: Partial<Conditions>): void {
    this.#conditions = checked({ ...this.#conditions, ...conditions });
  }

  /**
   * Cuts the network: hosts of two groups can not reach each other. Hosts that are
   * in no group, now or later attached, can reach one another only. Replaces an
   * earlier partition.
   */
  partition(groups: readonly (readonly string[])[]): void {
    const sides = new Map<string, number>();
    for (const [index, group] of groups.entries()) {
      for (const name of group) sides.set(name, index + 1);
    }
    this.#sides = sides;
  }

  /** Ends the partition. What was lost stays lost. */
  heal(): void {
    this.#sides = new Map();
  }

  /**
   * Silences a host: it sends and receives nothing until `restart`. Its timers are
   * the clock's and go on. @throws Error if there is no such host
   */
  crash(name: string): void {
    const station = this.#station(name);
    station.up = false;
    station.life += 1;
  }

  /**
   * Lets a crashed host send and receive again. @throws Error if there is no such
   * host
   */
  restart(name: string): void {
    this.#station(name).up = true;
  }

  #station(name: string): Station {
    const station = this.#stations.get(name);
    if (station !== undefined) return station;
    const known = [...this.#stations.keys()].join(', ') || 'none';
    throw new Error(
      `network: expected the name of an attached host (${known}), found ${name}`,
    );
  }

  #send(sender: Station, letter: Letter): void {
    const { from, to } = letter;
    // Cloned, not frozen: what is under way is bytes on a wire, and the sender may
    // go on changing its own object. Freezing would reach into the sender.
    const message: unknown = structuredClone(letter.message);
    const receiver = this.#stations.get(to);
    if (!sender.up || !receiver?.up || !this.#reaches(from, to)) return;
    const copies = from === to ? 1 : this.#copies();
    for (let copy = 0; copy < copies; copy++) {
      const own: unknown = copy === 0 ? message : structuredClone(message);
      this.#deliverLater(receiver, { from, to, message: own });
    }
  }

  #deliverLater(receiver: Station, letter: Letter): void {
    const { life } = receiver;
    const { from, to, message } = letter;
    this.#clock.after(this.#delay(), () => {
      const isThere = receiver.up && receiver.life === life;
      if (isThere && this.#reaches(from, to)) receiver.receive(from, message);
    });
  }

  #reaches(from: string, to: string): boolean {
    return from === to || this.#side(from) === this.#side(to);
  }

  #side(name: string): number {
    return this.#sides.get(name) ?? 0;
  }

  /** How many times a message arrives: 0, 1 or 2. */
  #copies(): number {
    // Both draws are always made: a condition changed for one message must not
    // shift the draws of all messages after it.
    const isLost = this.#chance.next() < this.#conditions.loss;
    const isDouble = this.#chance.next() < this.#conditions.duplication;
    if (isLost) return 0;
    return isDouble ? 2 : 1;
  }

  #delay(): Millis {
    const [min, max] = this.#conditions.delay;
    return min === max ? min : this.#chance.integer(min, max);
  }
}

function checked(conditions: Conditions): Conditions {
  const { delay, loss, duplication } = conditions;
  const [min, max] = delay;
  if (!Number.isInteger(min) || !Number.isInteger(max) || min < 0 || max < min) {
    throw new RangeError(
      `network: delay wants whole ms, 0 <= min <= max, found [${delay}]`,
    );
  }
  for (const likelihood of [loss, duplication]) {
    if (likelihood >= 0 && likelihood <= 1) continue;
    throw new RangeError(
      `network: expected a likelihood from 0 to 1, found ${likelihood}`,
    );
  }
  return conditions;
}
