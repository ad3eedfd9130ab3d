// What a reader of chapter 26 plays with: a range of ports that fills up, given out by the
// chapter's own allocator.

import { AllocationError, type Allocator, createAllocator } from '#services';
import { createVirtualWorld } from '#world';
import type { Island, State, View } from '../../site/island/island.ts';
import {
  cross,
  dot,
  fresh,
  picture,
  rect,
  words,
} from '../../site/press/drawing.ts';

type Names = 'band' | 'seed';

const SIZE = 10;

/** A request, and what is taken after it. */
interface Line {
  readonly asks: string;
  readonly answer: string;
  /** The number that it got. */
  readonly got: number | undefined;
  readonly taken: readonly number[];
}

/** Requests one after the other. */
class Range {
  readonly #allocator: Allocator;
  /** Taken, in the order of the requests. */
  readonly #taken: number[] = [];

  constructor({ band, seed }: State<Names>['set']) {
    const range = { first: 0, size: SIZE, band, what: 'port', says: '0-9' };
    this.#allocator = createAllocator(range, createVirtualWorld({ seed }).chance);
  }

  play(move: string): Line {
    if (move === 'back') return this.#giveBack();
    const asked = /\d/.exec(move)?.[0];
    const asks = asked === undefined ? 'any port' : `port ${asked}`;
    try {
      const got = this.#take(asked);
      this.#taken.push(got);
      return this.#line(asks, `gets ${got}`, got);
    } catch (error) {
      if (!(error instanceof AllocationError)) throw error;
      return this.#line(asks, `refused, ${error.message}`);
    }
  }

  #take(asked: string | undefined): number {
    if (asked === undefined) return this.#allocator.allocateNext();
    this.#allocator.allocate(Number(asked));
    return Number(asked);
  }

  #giveBack(): Line {
    const oldest = this.#taken.shift();
    if (oldest === undefined) return this.#line('a Service goes', 'there is none');
    this.#allocator.release(oldest);
    return this.#line('a Service goes', `${oldest} is free`);
  }

  #line(asks: string, answer: string, got?: number): Line {
    return { asks, answer, got, taken: [...this.#taken] };
  }
}

/** As many lines as a picture has room for. */
const ROWS = 10;
const ROW = 19;
const LEFT = 98;

const column = (number: number): number => LEFT + number * 22;

function drawLine(
  { asks, got, taken }: Line,
  i: number,
  isRefused: boolean,
): string {
  const y = 40 + i * ROW;
  const cells = Array.from({ length: SIZE }, (_, number) => {
    const isTaken = taken.includes(number);
    const body = isTaken ? dot(column(number) + 9, y + 8) : '';
    const cell = rect({ x: column(number), y, w: 18, h: 16 }, 2);
    return number === got
      ? fresh(cell, body)
      : `<g class="free">${cell}</g>${body}`;
  });
  const no = isRefused ? cross(LEFT - 10, y + 8) : '';
  return words(2, y + 12, asks, 'small') + no + cells.join('');
}

const isRefusal = ({ got, answer }: Line): boolean =>
  got === undefined && !answer.endsWith('free');

function view({ set, moves, at }: State<Names>): View {
  const range = new Range(set);
  const lines = moves.slice(0, at).map((move) => range.play(move));
  const last = lines.at(-1);
  const numbers = Array.from({ length: SIZE }, (_, number) =>
    words(column(number) + 9, 32, `${number}`, 'mid quiet'),
  );
  const { band } = set;
  const says =
    last === undefined
      ? `Nothing is taken; the band is ${band} of ${SIZE} numbers.`
      : `Request ${lines.length}, ${last.asks}: ${last.answer}. ${last.taken.length} of ${SIZE} are taken.`;
  return {
    picture: picture(
      ...([320, 44 + ROWS * ROW, says] as const),
      band === 0 ? '' : rect({ x: LEFT, y: 15, w: band * 22 - 4, h: 3 }),
      band === 0 ? '' : words(LEFT, 10, 'band', 'quiet'),
      ...numbers,
      ...lines.slice(-ROWS).map((line, i) => drawLine(line, i, isRefusal(line))),
    ),
    head: ['#', 'request', 'answer', 'taken'],
    rows: lines.map(({ asks, answer, taken }, i) => [
      ...[`${i + 1}`, asks, answer],
      taken.toSorted((a, b) => a - b).join(' '),
    ]),
    ...{ says, steps: moves.length, now: `request ${Math.min(at, moves.length)}` },
  };
}

const many = (move: string, count: number): string[] =>
  Array.from({ length: count }, () => move);

/** A range that fills up. */
export const bands: Island<Names> = {
  title: 'A range of ports',
  settings: {
    band: { label: 'Numbers in the band', min: 0, max: SIZE },
    seed: { label: 'Seed of the chance', min: 1, max: 40 },
  },
  moves: {
    any: 'Any port',
    ask1: 'Ask for 1',
    ask8: 'Ask for 8',
    back: 'The oldest Service goes',
  },
  start: {
    set: { band: 4, seed: 7 },
    ...{ moves: [...many('any', 6), 'ask1', ...many('any', 3)], at: 10 },
  },
  view,
};
