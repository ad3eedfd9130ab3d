// What a reader of chapter 02 plays with: two schedulers that want one Pod, each with the
// question in the same request as the put, or without one.

import { createStore, type KeyValue } from '#store';
import { txn } from '#txn';
import type { Island, State, View } from '../../site/island/island.ts';
import { picture } from '../../site/press/drawing.ts';
import { type Message, meeting } from './meeting.ts';

type Names = 'way';
type Client = 'A' | 'B';

const POD = 'pods/web-1';
const FREE = 'no node';
/** As many messages as a picture has room for. */
const ROWS = 6;

interface Line {
  readonly who: string;
  readonly does: string;
  readonly answer: string;
  readonly messages: readonly Message[];
}

/** A Pod without a node, and two schedulers that look before they bind. */
class Race {
  readonly #store = createStore();
  readonly #asks: boolean;
  /** What each of them has seen last. */
  readonly #seen = new Map<Client, KeyValue>();

  constructor(asks: boolean) {
    this.#asks = asks;
    this.#store.put({ key: POD, value: FREE });
  }

  /** Where the Pod is. */
  get pod(): string {
    const [pod] = this.#store.range({ key: POD }).kvs;
    return `${pod?.value}, at ${pod?.modRevision}`;
  }

  play(move: string): Line {
    const [what, name] = move.split('-');
    if (what === 'free') return this.#free();
    const client: Client = name === 'A' ? 'A' : 'B';
    if (what === 'look') return this.#look(client);
    const seen = this.#seen.get(client);
    if (seen?.value === FREE) return this.#bind(client, seen.modRevision);
    const does = seen === undefined ? 'has not looked' : `knows of ${seen.value}`;
    return { who: client, does, answer: 'sends nothing', messages: [] };
  }

  #free(): Line {
    const { revision } = this.#store.put({ key: POD, value: FREE });
    const does = 'takes the node away';
    return { who: 'another', does, answer: `revision ${revision}`, messages: [] };
  }

  #look(client: Client): Line {
    const [pod] = this.#store.range({ key: POD }).kvs;
    if (pod !== undefined) this.#seen.set(client, pod);
    const message = { of: sideOf(client), answer: true, text: pod?.value ?? '' };
    return { who: client, does: 'looks', answer: this.pod, messages: [message] };
  }

  #bind(client: Client, revision: number): Line {
    const value = client === 'A' ? 'node-1' : 'node-2';
    return this.#asks
      ? this.#txn(client, value, revision)
      : this.#put(client, value);
  }

  #put(client: Client, value: string): Line {
    const { revision } = this.#store.put({ key: POD, value });
    const message = { of: sideOf(client), text: `${value}: ${revision}` };
    const answer = `revision ${revision}`;
    return { who: client, does: `puts ${value}`, answer, messages: [message] };
  }

  #txn(client: Client, value: string, modRevision: number): Line {
    const { succeeded, revision, responses } = txn(this.#store, {
      compare: [{ key: POD, target: 'MOD', result: 'EQUAL', modRevision }],
      success: [{ put: { key: POD, value } }],
      failure: [{ range: { key: POD } }],
    });
    const [read] = responses;
    const found = read && 'range' in read ? read.range.kvs[0] : undefined;
    if (found !== undefined) this.#seen.set(client, found);
    const of = sideOf(client);
    return {
      ...{ who: client, does: `if ${modRevision}: put ${value}` },
      answer: succeeded ? `yes, revision ${revision}` : `no, ${found?.value}`,
      messages: [
        { of, text: `if ${modRevision}: put` },
        {
          of,
          answer: true,
          text: succeeded ? `yes: ${revision}` : `no: ${found?.value}`,
        },
      ],
    };
  }
}

const sideOf = (client: Client): Message['of'] =>
  client === 'A' ? 'left' : 'right';

function view({ set, moves, at }: State<Names>): View {
  const race = new Race(set.way === 0);
  const lines: (Line & { readonly pod: string })[] = [];
  for (const move of moves.slice(0, at)) {
    const line = race.play(move);
    lines.push({ ...line, pod: race.pod });
  }
  const messages = lines.flatMap((line) => line.messages).slice(-ROWS);
  const { w, h, body } = meeting('', ROWS, messages);
  const says = sentence(lines.at(-1), race.pod);
  return {
    picture: picture(w, h, says, ...body),
    head: ['who', 'does', 'answer', 'the Pod'],
    rows: lines.map(({ who, does, answer, pod }) => [who, does, answer, pod]),
    ...{ says, steps: moves.length, now: `${lines.length} of ${moves.length}` },
  };
}

function sentence(last: Line | undefined, pod: string): string {
  const now = `The Pod has ${pod}.`;
  if (last === undefined) return now;
  const { who, does, answer } = last;
  return `${who === 'another' ? 'Another' : who}: ${does}; ${answer}. ${now}`;
}

/** Two clients that race for one key. */
export const guarded: Island<Names> = {
  title: 'Two schedulers and one Pod',
  settings: {
    way: {
      ...{ label: 'They bind', min: 0, max: 1 },
      options: ['if nobody wrote since', 'without asking'],
    },
  },
  moves: {
    'look-A': 'A looks',
    'bind-A': 'A binds',
    'look-B': 'B looks',
    'bind-B': 'B binds',
    free: 'The Pod is free again',
  },
  start: {
    set: { way: 0 },
    ...{ moves: ['look-A', 'look-B', 'bind-A', 'bind-B'], at: 4 },
  },
  view,
};
