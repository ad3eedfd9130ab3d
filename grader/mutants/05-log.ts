// Wrong logs, as people get them wrong. Each is the reference with a few words changed,
// and must fail in its step.

import type { Mutant } from '../core/scenario.ts';

const APPLY = `    for (const { apply } of group) {
      this.#applied += 1;
      apply();
    }
`;
const APPEND = `    await this.#log.append(group.map(({ content }) => content));
`;

export const mutants: readonly Mutant[] = [
  {
    id: 'M1',
    step: '5.1',
    looksAsIf: 'requests are done before they are on the disk',
    hint: 'A reader that looks while the sync is under way: may it see a revision that a power cut takes back?',
    file: 'group-commit.ts',
    swaps: [
      [APPLY, ''],
      [APPEND, APPLY + APPEND],
    ],
  },
  {
    id: 'M2',
    step: '5.1',
    looksAsIf: 'the answer does not wait for the sync',
    hint: 'A write that came back is in the kernel\'s memory. What is it that says "on the disk"?',
    file: 'log.ts',
    swaps: [
      [
        'await Promise.all([this.#file.write(offset, bytes), this.#file.sync()]);',
        'await this.#file.write(offset, bytes);\n      this.#file.sync().catch(() => {});',
      ],
    ],
  },
  {
    id: 'M3',
    step: '5.1',
    looksAsIf: 'the requests of a group are done last to first',
    hint: 'The log has them in the order in which they came, and a restart will do them in that order.',
    file: 'group-commit.ts',
    swaps: [
      [
        'for (const { apply } of group) {',
        'for (const { apply } of group.reverse()) {',
      ],
    ],
  },
  {
    id: 'M4',
    step: '5.1',
    looksAsIf: 'the group that does not fit is written all the same',
    hint: 'When `groupOf` says 0 not even the first fits into this segment. What has to be there before it can be written?',
    file: 'group-commit.ts',
    swaps: [
      ['if (count === 0) return this.#log.cut();\n', ''],
      [
        'this.#waiting.slice(0, count)',
        'this.#waiting.slice(0, Math.max(count, 1))',
      ],
      [
        'this.#waiting.splice(0, count)',
        'this.#waiting.splice(0, Math.max(count, 1))',
      ],
    ],
  },
  {
    id: 'M5',
    step: '5.2',
    looksAsIf: 'each request has a sync of its own',
    hint: 'Twenty wait while one is being written. How many syncs do they need?',
    file: 'group-commit.ts',
    swaps: [
      [
        'const count = this.#log.groupOf(this.#waiting);',
        'const count = Math.min(this.#log.groupOf(this.#waiting), 1);',
      ],
    ],
  },
  {
    id: 'M6',
    step: '5.3',
    looksAsIf: 'a failed sync is tried once more, and believed the second time',
    hint: 'After an error the kernel has forgotten which pages were to be written. What does its next "yes" speak of?',
    file: 'log.ts',
    swaps: [
      [
        'await Promise.all([this.#file.write(offset, bytes), this.#file.sync()]);',
        'await this.#file.write(offset, bytes);\n      await this.#file.sync().catch(() => this.#file.sync());',
      ],
    ],
  },
  {
    id: 'M7',
    step: '5.3',
    looksAsIf: 'a failed sync refuses its own group, and the next ones are written',
    hint: 'The next group would stand behind bytes of which nobody knows whether they are there.',
    file: 'log.ts',
    swaps: [
      [
        'throw this.#poison(error);\n    }\n    this.#at = { head, offset: end',
        "throw failed(this.#segments.at(-1)?.file ?? '', error);\n    }\n    this.#at = { head, offset: end",
      ],
    ],
  },
  {
    id: 'M8',
    step: '5.3',
    looksAsIf: 'the log goes on behind a group that failed',
    hint: 'Look at the order: is it known that a group is there when its place in the log is counted?',
    file: 'log.ts',
    swaps: [
      [
        '    if (this.#failure) throw this.#failure;\n    try {\n      // In',
        '    try {\n      // In',
      ],
    ],
  },
  {
    id: 'M9',
    step: '5.3',
    looksAsIf: 'what failed is done all the same',
    hint: 'The client is told that its write failed. What should a reader see?',
    file: 'group-commit.ts',
    swaps: [
      [
        APPEND,
        '    const failure = await this.#log.append(group.map(({ content }) => content)).catch((error: unknown) => error);\n',
      ],
      [
        '    this.#onGroup();\n',
        '    if (failure !== undefined) throw failure;\n    this.#onGroup();\n',
      ],
    ],
  },
  {
    id: 'M10',
    step: '5.4',
    looksAsIf: 'whatever is not whole at the end is a torn write',
    hint: 'A disk writes whole sectors. If no part of the record is missing, can the power have torn it?',
    file: 'segment.ts',
    swaps: [
      [
        "if (isUnfinished) return { type: 'torn', end };",
        "if (isUnfinished || later === undefined) return { type: 'torn', end };",
      ],
    ],
  },
  {
    id: 'M11',
    step: '5.4',
    looksAsIf: 'everything behind a bad record is cut, acknowledged writes too',
    hint: 'A group is written when all before it is durable. If one stands behind the bad place, what had the client been told?',
    file: 'segment.ts',
    swaps: [
      [
        'const later = laterGroup(area, [at, end], id);',
        'const later = undefined as number | undefined;',
      ],
    ],
  },
  {
    id: 'M12',
    step: '5.4',
    looksAsIf: 'a torn header is damage',
    hint: 'The power may go after the fifth byte. How does a place look at which a header had only begun?',
    file: 'segment.ts',
    swaps: [
      [
        '? end <= headerEnd || isZero(bytes, [at, headerEnd])',
        '? isZero(bytes, [at, headerEnd])',
      ],
    ],
  },
  {
    id: 'M13',
    step: '5.4',
    looksAsIf: 'a record of which a sector is missing is damage',
    hint: 'Sectors may come to the disk in any order: the end may be there, and the middle not.',
    file: 'segment.ts',
    swaps: [[': lacksPart(area, header);', ': bytes[header.end - 1] === 0;']],
  },
  {
    id: 'M14',
    step: '5.4',
    looksAsIf: 'the end of the log is where the first zero is',
    hint: 'A payload may hold zeros, and a torn write may leave some. Which zeros mean that nothing was written?',
    file: 'segment.ts',
    swaps: [
      [
        "if (end <= at) return { type: 'clean' };",
        "if (bytes[at] === 0) return { type: 'clean' };",
      ],
    ],
  },
  {
    id: 'M15',
    step: '5.5',
    looksAsIf: 'a request that was refused then stops the replay',
    hint: 'It was written down before anybody knew that it would be refused. What did the client get?',
    file: 'replay.ts',
    swaps: [['if (!(error instanceof EtcdError)) throw error;', 'throw error;']],
  },
  {
    id: 'M16',
    step: '5.5',
    looksAsIf: 'refused requests do not count as entries',
    hint: 'An entry has its number because it is in the log, whatever became of it.',
    file: 'replay.ts',
    swaps: [
      ['      index += 1;\n      last = record;', '      last = record;'],
      [
        'this.#machine.apply(decodeCommand(record));',
        'this.#machine.apply(decodeCommand(record));\n        index += 1;',
      ],
    ],
  },
  {
    id: 'M17',
    step: '5.5',
    looksAsIf: 'the log goes on behind the head of its last segment',
    hint: 'Where does the next record go? Behind the last one that was read.',
    file: 'replay.ts',
    swaps: [['      last = record;\n', '']],
  },
  {
    id: 'M18',
    step: '5.6',
    looksAsIf: 'a segment stays whose last entry is in the snapshot',
    hint: 'The next segment begins with entry n. Which was the last entry of this one?',
    file: 'tidy.ts',
    swaps: [['next.index > snapshot + 1', 'next.index > snapshot']],
  },
  {
    id: 'M19',
    step: '5.6',
    looksAsIf: 'a segment goes whose first entry is in the snapshot',
    hint: 'A segment begins before the snapshot and ends after it. Who else has its last entries?',
    file: 'tidy.ts',
    swaps: [['next.index > snapshot + 1', 'oldest.index > snapshot']],
  },
  {
    id: 'M20',
    step: '5.6',
    looksAsIf: 'old snapshots stay for ever',
    hint: 'Of two snapshots of the same log, which one does a restart read?',
    file: 'tidy.ts',
    swaps: [
      [
        'if (index < snapshot) await removeFile(folder, file);',
        'if (index < 0) await removeFile(folder, file);',
      ],
    ],
  },
  {
    id: 'M21',
    step: '5.7',
    looksAsIf: 'entries that are in the snapshot are done again',
    hint: 'The oldest segment that stays may begin before the snapshot. What does a put do that is done twice?',
    file: 'replay.ts',
    swaps: [['if (index <= this.#snapshot) continue;', 'if (index < 0) continue;']],
  },
  {
    id: 'M22',
    step: '5.7',
    looksAsIf: 'the first entry after the snapshot is taken for its last',
    hint: 'The snapshot stands for entry n. Which entry has to be done first?',
    file: 'replay.ts',
    swaps: [
      [
        'if (index <= this.#snapshot) continue;',
        'if (this.#snapshot > 0 && index <= this.#snapshot + 1) continue;',
      ],
    ],
  },
];
