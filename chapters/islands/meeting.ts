// Two clients of one store, as the figures and the island of chapter 02 draw them.

import {
  arrow,
  box,
  fresh,
  type State,
  words,
  write,
} from '../../site/press/drawing.ts';

/** Something that goes between a client, at the left or right, and the store. */
export interface Message {
  readonly of: 'left' | 'right';
  /** Dashed: what the store answers. */
  readonly answer?: boolean;
  readonly text: string;
}

const LINES = { left: 22, right: 208 };
const STORE = 115;
const FIRST = 52;
const STEP = 26;

/** Two clients and the store between them, time going down; the last message is new. */
export function meeting(
  title: string,
  rows: number,
  messages: readonly Message[],
): State {
  const h = FIRST + rows * STEP - 6;
  const drawn = messages.map((message, i) => {
    const shape = messageAt(FIRST + i * STEP, message);
    return i === messages.length - 1 ? fresh(shape) : shape;
  });
  return {
    title,
    w: 230,
    h,
    body: [
      ...[LINES.left, STORE, LINES.right].map((x) => write(`M${x} 28V${h}`)),
      box({ x: 2, y: 4, w: 40, h: 24 }, 'A'),
      box({ x: STORE - 30, y: 4, w: 60, h: 24 }, 'store'),
      box({ x: 188, y: 4, w: 40, h: 24 }, 'B'),
      ...drawn,
    ],
  };
}

function messageAt(y: number, { of, answer, text }: Message): string {
  const client = LINES[of];
  const [from, to] = answer ? [STORE, client] : [client, STORE];
  const name = words((client + STORE) / 2, y - 5, text, 'mid small');
  return arrow([from, y], [to, y], { watch: answer ?? false }) + name;
}
