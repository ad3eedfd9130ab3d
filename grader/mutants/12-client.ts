// Wrong versions of chapter 12, as people get them wrong. Each is the reference with a
// few words changed, and must fail in its step.

import type { Mutant } from '../core/scenario.ts';

export const mutants: readonly Mutant[] = [
  {
    id: 'M1',
    step: '12.1',
    looksAsIf: 'the answer is the question',
    hint: 'What must the answer have that the question has not?',
    file: 'client.ts',
    swaps: [['question + 1', 'question']],
  },
];
