// The figures of chapter 02, drawn by letting clients and a store meet.

import { createStore, prefixEnd, type Store } from '#store';
import { holds, type TxnRequest, txn, update } from '#txn';
import { frameOf } from '../../site/island/island.ts';
import {
  arrow,
  box,
  cylinder,
  frame,
  fresh,
  gone,
  picture,
  type State,
  strip,
  tip,
  words,
  write,
} from '../../site/press/drawing.ts';
import { guarded as island } from '../islands/02-txn.ts';
import { type Message, meeting } from '../islands/meeting.ts';

const POD = 'pods/web-1';

/** Two clients look at one key and put it: both think that they have it. */
export function gap(): string {
  const store = createStore();
  const { revision } = store.put({ key: POD, value: 'no node' });
  const looks = (['left', 'right'] as const).map((of): Message => {
    return {
      of,
      answer: true,
      text: store.range({ key: POD }).kvs[0]?.value ?? '',
    };
  });
  const puts = (['left', 'right'] as const).map((of, i): Message => {
    const put = store.put({ key: POD, value: `node-${i + 1}` });
    return { of, text: `node-${i + 1}: ${put.revision}` };
  });
  return strip(
    `The schedulers A and B look at one Pod at revision ${revision}: it has no node. A puts ` +
      'node-1, which is revision 3. B puts node-2, which is revision 4. Neither hears of the other.',
    [
      meeting('Both look', 4, looks),
      meeting('A binds', 4, [...looks, ...puts.slice(0, 1)]),
      meeting('B binds, unaware', 4, [...looks, ...puts]),
    ],
  );
}

/** The same two clients, each with the question in the same request as the put. */
export function guarded(): string {
  return frameOf(island);
}

/** The five stations of a txn, and what each of them may answer. */
export function road(): string {
  const store = createStore();
  const put = { put: { key: 'a' } };
  const said = (request: TxnRequest): string => {
    try {
      return `then, at ${txn(store, request).revision}`;
    } catch (error) {
      const text = error instanceof Error ? error.message : '';
      return text.replace('etcdserver: ', '').replace(' in txn request', '');
    }
  };
  const stations: readonly (readonly [string, string])[] = [
    ['form', said({ success: Array.from({ length: 129 }, () => put) })],
    ['overlap', said({ success: [put, put] })],
    ['decide', 'then, or else'],
    ['feasible', said({ success: [{ put: { key: 'b', ignoreValue: true } }] })],
    ['run', said({ success: [put] })],
  ];
  const rows = stations.map(([name, text], i) => {
    const y = 30 + i * 46 + (i === 4 ? 22 : 0);
    const down = i === 0 ? '' : arrow([58, y - (i === 4 ? 38 : 16)], [58, y - 1]);
    const shape = box({ x: 14, y, w: 88, h: 30 }, name, { here: i === 4 });
    return (
      down + shape + words(114, y + 20, text, i === 2 || i === 4 ? '' : 'small')
    );
  });
  return picture(
    320,
    280,
    'A txn passes five stations. Form, overlap, decide and feasible write nothing, and all ' +
      'but decide may refuse it. Run carries out the chosen branch as one revision.',
    frame({ x: 2, y: 2, w: 316, h: 206 }, 'nothing is written yet'),
    ...rows,
    cylinder({ x: 238, y: 230, w: 76, h: 44 }, 'store'),
    write('M206 253H232'),
    tip(236, 253, 'right'),
  );
}

/** A compare over a range, asked of every key that is in it. */
export function every(): string {
  const store = createStore();
  const range = { key: 'pods/', rangeEnd: prefixEnd('pods/') };
  const since = { target: 'MOD', result: 'LESS', modRevision: 4 } as const;
  const show = (title: string, changed?: string): State => {
    const { kvs } = store.range(range);
    const yes = holds(store, { ...range, ...since });
    const rows = kvs.map(({ key, modRevision }, i) => {
      const one = holds(store, { key, ...since });
      const y = 16 + i * 26;
      const text =
        words(6, y, key, 'mono') +
        words(76, y, `${modRevision} < 4`) +
        words(132, y, one ? 'yes' : 'no');
      return key === changed ? fresh(text) : text;
    });
    const none = holds(store, { key: 'pods/-', ...since }) ? 'yes' : 'no';
    const nobody =
      words(6, 16, 'no key', 'quiet') +
      words(76, 16, '0 < 4') +
      words(132, 16, none);
    return {
      title,
      w: 190,
      h: 116,
      body: [
        ...(rows.length > 0 ? rows : [fresh(nobody)]),
        write('M2 84H160'),
        words(6, 106, yes ? 'it holds' : 'it fails', 'bold'),
      ],
    };
  };
  for (const name of ['a', 'b']) store.put({ key: `pods/${name}` });
  const states = [show('As it was read')];
  store.put({ key: 'pods/c' });
  states.push(show('One was added', 'pods/c'));
  store.deleteRange(range);
  states.push(show('All are gone'));
  return strip(
    'Does modRevision below 4 hold for all Pods? With a at 2 and b at 3 it does. With c at 4 ' +
      'it fails. With no Pod at all, a key that does not exist is asked: 0 is below 4, it holds.',
    states,
  );
}

/** A txn in a branch: what it asks is answered before the put above it is made. */
export function inside(): string {
  const store = createStore();
  const { responses } = txn(store, {
    success: [
      { put: { key: 'a' } },
      {
        txn: {
          compare: [{ key: 'a', target: 'VERSION', result: 'GREATER', version: 0 }],
          success: [{ put: { key: 'b' } }],
          failure: [{ range: { key: 'a' } }],
        },
      },
    ],
  });
  const inner = responses[1];
  const [read] = inner && 'txn' in inner ? inner.txn.responses : [];
  const count = read && 'range' in read ? read.range.count : 0;
  const show = (title: string, decided: boolean, ran: boolean): State => {
    const mark = decided && !ran ? fresh : (...body: string[]) => body.join('');
    const done = (y: number, text: string) =>
      ran ? fresh(words(150, y, text, 'small')) : '';
    const then = words(40, 102, 'then put b');
    const question = words(28, 80, 'if a exists');
    return {
      title,
      w: 226,
      h: 140,
      body: [
        words(10, 26, 'put a'),
        done(26, `revision ${store.revision}`),
        frame({ x: 10, y: 40, w: 206, h: 94 }, 'txn'),
        ran ? gone(question) : question,
        decided && !ran ? fresh(words(150, 80, 'no', 'small')) : '',
        decided ? gone(then) : then,
        mark(words(40, 124, 'else get a')),
        done(124, `finds ${count}`),
      ],
    };
  };
  return strip(
    'A txn puts a, and then holds a txn that asks whether a exists. The question is answered ' +
      'first: no, so the else stays and the then goes. Then all runs: a is put at revision 2, ' +
      'and the get of the else finds it.',
    [
      show('As it was sent', false, false),
      show('Decided', true, false),
      show('Run, as one step', true, true),
    ],
  );
}

/** An update that is overtaken once. */
export function loop(): string {
  const store = createStore();
  store.put({ key: 'count', value: '1' });
  const messages: Message[] = [];
  let value = '';
  const told = asTold(store, messages, () => value);
  update(told, 'count', (before) => {
    value = String(Number(before?.value) + 1);
    if (messages.length === 1) {
      const { revision } = store.put({ key: 'count', value: '5' });
      messages.push({ of: 'right', text: `put 5: ${revision}` });
    }
    return value;
  });
  return strip(
    'A reads count: 1 at revision 2. B puts 5, revision 3. A sends: if it is at 2, put 2. The ' +
      'answer is no, with the pair: 5 at 3. A sends: if it is at 3, put 6. The answer is yes.',
    [
      meeting('B is faster', 6, messages.slice(0, 2)),
      meeting('Refused, and told', 6, messages.slice(0, 4)),
      meeting('Made anew', 6, messages),
    ],
  );
}

/** The same store; what an update asks of it is told as messages of the left client. */
function asTold(store: Store, messages: Message[], value: () => string): Store {
  let seen = 0;
  return {
    get revision() {
      return store.revision;
    },
    put: (request) => store.put(request),
    deleteRange: (request) => store.deleteRange(request),
    onCommit: (listener) => store.onCommit(listener),
    range: (request) => {
      const answer = store.range(request);
      const [pair] = answer.kvs;
      if (messages.length === 0) {
        seen = pair?.modRevision ?? 0;
        messages.push({
          of: 'left',
          answer: true,
          text: `${pair?.value} at ${seen}`,
        });
      }
      return answer;
    },
    write: (step) => {
      messages.push({ of: 'left', text: `if ${seen}: put ${value()}` });
      const before = store.revision;
      const result = store.write(step);
      const [pair] = store.range({ key: 'count' }).kvs;
      const made = store.revision > before;
      seen = pair?.modRevision ?? 0;
      const text = made
        ? `yes: ${store.revision}`
        : `no: ${pair?.value} at ${seen}`;
      messages.push({ of: 'left', answer: true, text });
      return result;
    },
  };
}
