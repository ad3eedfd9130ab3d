// Whatever a module answers, a person reads words.

import * as fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Plain } from '../core/plain.ts';
import { differenceOf } from '../core/report-step.ts';
import type { TraceLine } from '../core/trace.ts';
import { readExercises } from '../trials/exercises.node.ts';

const RUNS = process.env.KUBEWRIGHT_LONG === undefined ? 300 : 5_000;
const test = suite('answers told');

const word = fc.constantFrom('a', 'b', 'no such key', '');
const scalar = fc.oneof(fc.nat(3), word, fc.boolean(), fc.constant(null));

/** Names that answers have, with whatever they never hold. */
const NAMES: readonly string[] = [
  ...['revision', 'kvs', 'count', 'more', 'deleted', 'prevKv', 'prevKvs', 'key'],
  ...['value', 'version', 'createRevision', 'modRevision', 'lease', 'wrote'],
  ...['succeeded', 'responses', 'shown', 'put', 'range', 'told', 'broken', '7'],
  ...['events', 'kv', 'type', 'created', 'canceled', 'reason', 'progress', 'at'],
  ...['keys', 'saved', 'id', 'ttl', 'left', 'events', 'warnings', 'else'],
];

for (const { chapter, scenario } of await readExercises()) {
  const names = fc.constantFrom(...NAMES);
  const { answer } = fc.letrec<{ answer: Plain }>((tie) => ({
    answer: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      scalar,
      fc.array(tie('answer'), { maxLength: 3 }),
      fc.dictionary(names, tie('answer'), { maxKeys: 4 }),
    ),
  }));

  test(`${chapter.slug}: no answer of whatever shape is told as raw data`, () => {
    fc.assert(
      fc.property(answer, answer, (right, value) => {
        const rows = toldOf(scenario.say, right, value);
        const raw = rows.find((row) => /\{"|\[object |undefined/.test(row));
        assert.is(raw, undefined);
      }),
      { seed: 1, numRuns: RUNS },
    );
  });

  test(`${chapter.slug}: two answers that differ are told apart`, () => {
    fc.assert(
      fc.property(answer, answer, (right, value) => {
        fc.pre(JSON.stringify(right) !== JSON.stringify(value));
        const { reference, yours } = differenceFor(scenario.say, right, value);
        assert.not.equal(reference, yours);
      }),
      { seed: 2, numRuns: RUNS },
    );
  });
}

const line = (value: Plain): TraceLine => ({
  ...{ call: 'do it', at: 0, outcome: { kind: 'returned', value } },
});

function differenceFor(
  say: (line: TraceLine) => readonly string[],
  right: Plain,
  value: Plain,
): ReturnType<typeof differenceOf> {
  const parting = { line: 1, reference: line(right), learner: line(value) };
  const program = { input: null, seed: 1 };
  return differenceOf(parting, [line(value), line(value)], {
    ...{ say, foundIn: 2, tried: 1, program, origin: '1' },
  });
}

function toldOf(
  say: (line: TraceLine) => readonly string[],
  right: Plain,
  value: Plain,
): readonly string[] {
  const { before, reference, yours } = differenceFor(say, right, value);
  return [...before.flatMap(({ told }) => told), ...reference, ...yours];
}

test.run();
