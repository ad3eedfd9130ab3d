// What `bench grader` is measured against: the checks of exercise 1 as uvu tests under
// tsx. The same steps, programs and seed; the module in BENCH_SUBJECT against #store.

import { pathToFileURL } from 'node:url';
import * as fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import * as store from '#store';
import * as world from '#world';
import { compare } from '../../grader/core/compare.ts';
import { draw } from '../../grader/core/draw.ts';
import type { Plain } from '../../grader/core/plain.ts';
import { play } from '../../grader/core/play.ts';
import type { Parts, Subject } from '../../grader/core/scenario.ts';
import { scenario } from '../../grader/scenarios/01-store.ts';

const subject: Subject = await import(
  pathToFileURL(process.env.BENCH_SUBJECT ?? '').href
);
const parts = { world } as unknown as Parts;
const programs = Number(process.env.BENCH_PROGRAMS);
const test = suite('exercise 1');

for (const step of scenario.steps) {
  test(step.id, async () => {
    const random = draw(step.draw(fc), 1, programs).map(({ input }) => input);
    for (const input of [...Object.values(step.cases), ...random] as Plain[]) {
      const expected = await play(
        step,
        { subject: store, parts },
        { input, seed: 1 },
      );
      assert.is(
        compare(expected, await play(step, { subject, parts }, { input, seed: 1 })),
        undefined,
      );
    }
  });
}

test.run();
