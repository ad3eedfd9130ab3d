// What a reader of chapter 04 plays with: a lease on a line of time, kept alive or not, and
// the timer that rings for it. Both are the chapter's own.

import { createLessor, leased } from '#lease';
import { createStore, EtcdError } from '#store';
import { createVirtualWorld } from '#world';
import type { Island, State as Stand, View } from '../../site/island/island.ts';
import {
  axis,
  bar,
  fresh,
  moment,
  type State,
  scale,
  strip,
  tip,
  words,
} from '../../site/press/drawing.ts';

type Names = 'ttl';

const LEASE = 7;
const KEY = 'a';

/** How things stand after a move; times in seconds. */
interface Moment {
  readonly now: number;
  readonly what: string;
  /** When the lease ends, and when its timer rings; without a lease neither. */
  readonly end: number | undefined;
  readonly rings: number | undefined;
  readonly hasKey: boolean;
}

/** A store with a lease of so many seconds, and a client that may keep it alive. */
class Client {
  readonly #world = createVirtualWorld({ seed: 1 });
  readonly #store = createStore();
  readonly #lessor = createLessor(this.#world, this.#store);
  readonly #ttl: number;

  constructor(ttl: number) {
    this.#ttl = ttl;
    this.#lessor.grant({ id: LEASE, ttl });
  }

  play(move: string): Moment {
    return this.at(this.#do(move));
  }

  at(what: string): Moment {
    const { clock } = this.#world;
    const now = clock.now();
    const left = this.#lessor.snapshot()[0]?.left;
    const [rings] = clock.pending;
    return {
      ...{ now: now / 1_000, what },
      end: left === undefined ? undefined : (now + left) / 1_000,
      rings: left === undefined || rings === undefined ? undefined : rings / 1_000,
      hasKey: this.#store.range({ key: KEY }).kvs.length > 0,
    };
  }

  #do(move: string): string {
    try {
      return this.#ask(move);
    } catch (error) {
      if (!(error instanceof EtcdError)) throw error;
      return `refused, ${error.message}`;
    }
  }

  #ask(move: string): string {
    if (move === 'alive') return this.#keepAlive();
    if (move === 'revoke') {
      this.#lessor.revoke(LEASE);
      return 'revoked';
    }
    if (move === 'put') {
      leased(this.#store, this.#lessor).put({ key: KEY, lease: LEASE });
      return `${KEY} is put on it`;
    }
    return this.#wait(Number(move.slice(4)));
  }

  #wait(seconds: number): string {
    const { clock } = this.#world;
    const [before] = clock.pending;
    clock.advanceSync(seconds * 1_000);
    const [after] = clock.pending;
    if (before === after) return 'time goes by';
    return after === undefined ? 'the lease is over' : 'the timer rings';
  }

  #keepAlive(): string {
    const seconds = this.#lessor.keepAlive(LEASE);
    return seconds === 0
      ? 'there is none to keep alive'
      : `kept alive, ${this.#ttl} s`;
  }
}

const say = (at: number | undefined): string =>
  at === undefined ? '–' : `${at} s`;

/** A moment beside the one before it: what has changed is coloured. */
function draw(one: Moment, before: Moment | undefined, last: number): State {
  const { now, end, rings, hasKey } = one;
  const x = scale([0, last], [14, 208]);
  const ticks = [...new Set([0, now, end ?? now])].filter(
    (at, i, all) => i === 0 || x(at) - x(all[i - 1] ?? 0) > 30,
  );
  const timer = (at: number): string =>
    tip(x(at), 46, 'up') + words(x(at), 66, 'timer', 'mid small');
  const hasMoved =
    before?.end !== undefined && end !== undefined && before.end < end;
  const name = hasKey ? `lease, with ${KEY}` : 'the lease';
  const mark = (is: boolean, body: string): string => (is ? fresh(body) : body);
  return {
    title: `${now} s: ${one.what}`,
    ...{ w: 226, h: 108 },
    body: [
      moment(x(now), [12, 84], ''),
      end === undefined ? '' : bar(20, [x(0), x(end)], name),
      hasMoved ? fresh(bar(20, [x(before.end ?? 0), x(end)], '')) : '',
      rings === undefined
        ? ''
        : mark(before?.rings !== undefined && before.rings !== rings, timer(rings)),
      axis(
        86,
        [x(0), x(last)],
        x,
        ticks.map((at) => ({ at, text: say(at) })),
      ),
    ],
  };
}

function view({ set, moves, at }: Stand<Names>): View {
  const client = new Client(set.ttl);
  const all = [client.at(`granted, ${set.ttl} s`)];
  for (const move of moves.slice(0, at)) all.push(client.play(move));
  const last = all.at(-1);
  const end = Math.max(25, ...all.map((one) => Math.max(one.end ?? 0, one.now)));
  const from = Math.max(0, all.length - 3);
  const states = all.slice(from).map((one, i) => draw(one, all[from + i - 1], end));
  const says = sentence(last);
  return {
    picture: strip(says, states),
    head: ['time', 'what', 'ends', 'timer', KEY],
    rows: all.map((one) => [
      ...[say(one.now), one.what, say(one.end), say(one.rings)],
      one.hasKey ? '✓' : '',
    ]),
    ...{ says, steps: moves.length, now: say(last?.now) },
  };
}

function sentence(last: Moment | undefined): string {
  if (last === undefined) return '';
  const { now, what, end, rings, hasKey } = last;
  const key = hasKey ? `${KEY} is there` : `${KEY} is not there`;
  const ends =
    end === undefined
      ? 'there is no lease'
      : `the lease ends at ${end} s, its timer rings at ${rings} s`;
  return `At ${now} s: ${what}; ${ends}; ${key}.`;
}

/** A lease that is kept alive once: its end moves away, its timer stays. */
export const rings: Island<Names> = {
  title: 'A lease, and its timer',
  settings: { ttl: { label: 'Seconds to live', min: 5, max: 60, unit: 's' } },
  moves: {
    alive: 'Keep it alive',
    wait5: '5 s go by',
    wait1: '1 s goes by',
    put: `Put ${KEY} on it`,
    revoke: 'Revoke it',
  },
  start: {
    set: { ttl: 15 },
    moves: ['put', 'wait5', 'wait5', 'alive', 'wait5'],
    at: 5,
  },
  view,
};
