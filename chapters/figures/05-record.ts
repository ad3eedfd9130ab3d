// Two records of a log, as they lie in its file.

import { openDurableStore, verifyFolder } from '#log';
import { createVirtualWorld } from '#world';
import { arrow, box, fresh, picture, words } from '../../site/press/drawing.ts';

interface Field {
  readonly name: string;
  readonly w: number;
  readonly text: string;
}

const GAP = 4;

/** Two puts, field by field. */
export async function record(): Promise<string> {
  const world = createVirtualWorld({ seed: 1 });
  const store = await openDurableStore(world, { segmentBytes: 1_024 });
  for (const value of ['1', '2']) await store.put({ key: 'a', value });
  await store.close();
  const [name = ''] = await world.disk.list('wal');
  const file = await world.disk.open(`wal/${name}`);
  const bytes = Uint8Array.from(await file.read(0, await file.size()));
  const view = new DataView(bytes.buffer);
  const rows: string[] = [];
  let y = 0;
  for await (const { offset, type, what } of verifyFolder(world)) {
    if (type !== 'put') continue;
    const number = (at: number): string =>
      String(view.getUint32(offset + at, true));
    const crc = view
      .getUint32(offset + 4, true)
      .toString(16)
      .padStart(8, '0');
    const isFirst = y === 0;
    rows.push(
      words(2, y + 12, `byte ${offset}`, 'mono'),
      row(
        [y + 20, isFirst],
        [
          { name: 'length', w: 52, text: number(0) },
          { name: 'CRC', w: 80, text: crc },
          { name: 'start', w: 50, text: number(8) },
          { name: 'type', w: 46, text: type },
          { name: 'payload', w: 70, text: what.replace(/^put |"/g, '') },
        ],
      ),
    );
    y += 92;
  }
  return picture(
    320,
    146,
    'Two records: length, CRC, start, type, payload. The CRC goes on from one to the other.',
    ...rows,
    fresh(arrow([98, 66], [98, 110], { label: 'goes on' })),
  );
}

/** One record; the first says what its fields are. */
function row(
  [y, isFirst]: readonly [number, boolean],
  fields: readonly Field[],
): string {
  let x = 2;
  return fields
    .map(({ name, w, text }) => {
      const drawn = isFirst
        ? box({ x, y, w, h: 44 }, text, { note: name })
        : box({ x, y, w, h: 30 }, text);
      x += w + GAP;
      return drawn;
    })
    .join('');
}
