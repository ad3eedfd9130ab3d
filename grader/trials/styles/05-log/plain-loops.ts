// Right, and plain: every hole in loops over indexes; a write is awaited before the sync
// is asked for, and a segment is read into a list before anything of it is done.

import type { Mutant } from '../../../core/scenario.ts';

export const swaps: readonly Pick<Mutant, 'file' | 'swaps'>[] = [
  {
    file: 'log.ts',
    swaps: [
      [
        `    if (this.#failure) throw this.#failure;
    try {
      // In this order they take effect; waiting for the first would only take time.
      await Promise.all([this.#file.write(offset, bytes), this.#file.sync()]);
    } catch (error) {
      throw this.#poison(error);
    }
    this.#at = { head, offset: end, crc, index: index + contents.length, size };
    this.#written += bytes.length;`,
        `    if (this.#failure !== undefined) {
      throw this.#failure;
    }
    const file = this.#file;
    try {
      await file.write(offset, bytes);
      await file.sync();
    } catch (e) {
      this.#poison(e);
      throw this.#failure;
    }
    this.#at = Object.assign({}, this.#at, { offset: end, crc: crc, index: index + contents.length });
    this.#written = this.#written + (end - offset);`,
      ],
    ],
  },
  {
    file: 'group-commit.ts',
    swaps: [
      [
        `    const count = this.#log.groupOf(this.#waiting);
    if (count === 0) return this.#log.cut();
    const group = this.#waiting.slice(0, count);
    await this.#log.append(group.map(({ content }) => content));
    this.#waiting.splice(0, count);
    for (const { apply } of group) {
      this.#applied += 1;
      apply();
    }
    this.#onGroup();`,
        `    const n = this.#log.groupOf(this.#waiting);
    if (n == 0) {
      await this.#log.cut();
      return;
    }
    const group = [];
    const contents = [];
    for (let i = 0; i < n; i++) {
      group.push(this.#waiting[i]);
      contents.push(this.#waiting[i].content);
    }
    await this.#log.append(contents);
    for (let i = 0; i < n; i++) {
      this.#waiting.shift();
      this.#applied++;
      group[i].apply();
    }
    this.#onGroup();`,
      ],
    ],
  },
  {
    file: 'segment.ts',
    swaps: [
      [
        `  if (end <= at) return { type: 'clean' };
  const later = laterGroup(area, [at, end], id);
  if (later !== undefined) {
    const after = \`the group at byte \${later} was written after it\`;
    const why = \`no whole record, and \${after}\`;
    return { type: 'damaged', why };
  }
  const header = readHeader(area, at, id);
  const headerEnd = at + HEADER_BYTES;
  const isUnfinished =
    header === undefined
      ? end <= headerEnd || isZero(bytes, [at, headerEnd])
      : lacksPart(area, header);
  if (isUnfinished) return { type: 'torn', end };
  const why = 'what was written here to its end is not what it was then';
  return { type: 'damaged', why };`,
        `  const rest = bytes.subarray(at);
  if (!rest.some((b) => b != 0)) return { type: 'clean' };
  const w = laterGroup(area, [at, bytes.length], id);
  if (w) return { type: 'damaged', why: 'no whole record, and the group at byte ' + w + ' was written after it' };
  const head = readHeader(area, at, id);
  let torn = false;
  if (head) {
    torn = lacksPart(area, head);
  } else {
    let i = 0;
    while (i < HEADER_BYTES && !rest[i]) i++;
    torn = i >= HEADER_BYTES || end <= at + HEADER_BYTES;
  }
  return torn ? { type: 'torn', end: end } : { type: 'damaged', why: 'what was written here to its end is not what it was then' };`,
      ],
    ],
  },
  {
    file: 'replay.ts',
    swaps: [
      [
        `    for (const record of recordsFrom(bytes, begin.end, chain)) {
      index += 1;
      last = record;
      if (index <= this.#snapshot) continue;
      try {
        this.#machine.apply(decodeCommand(record));
      } catch (error) {
        // It was refused then, and so it is now: that, too, is what the log says.
        if (!(error instanceof EtcdError)) throw error;
      }
    }`,
        `    const todo = Array.from(recordsFrom(bytes, begin.end, chain));
    for (let k = 0; k < todo.length; k++) {
      last = todo[k];
      if (++index > this.#snapshot) {
        const command = decodeCommand(last);
        try {
          this.#machine.apply(command);
        } catch (e) {
          if (e instanceof EtcdError === false) throw e;
        }
      }
    }`,
      ],
    ],
  },
  {
    file: 'tidy.ts',
    swaps: [
      [
        `  for (;;) {
    const [oldest, next] = log.segments;
    // Only the one that comes after says where a segment ends.
    if (oldest === undefined || next === undefined) break;
    if (next.index > snapshot + 1) break;
    await log.dropOldest();
  }
  for (const { file, index } of await listFiles(folder, 'snap'))
    if (index < snapshot) await removeFile(folder, file);`,
        `  while (log.segments.length >= 2 && log.segments[1].index - 1 <= snapshot) {
    await log.dropOldest();
  }
  const old = (await listFiles(folder, 'snap')).filter((s) => s.index < snapshot);
  for (let i = 0; i < old.length; i++) await removeFile(folder, old[i].file);`,
      ],
    ],
  },
];
