// A scenario for the tests of the sandbox itself: it calls what the module exports, and
// waits for it.

import type { Scenario, Step } from '../core/scenario.ts';

const call: Step<string> = {
  id: '9.1',
  cases: {},
  draw: (fc) => fc.string(),
  play: async (subject, input, stage) => {
    const action = subject.action as (input: string) => Promise<unknown>;
    await stage.callAsync(
      () => `action ${input}`,
      () => action(input),
    );
  },
};

export const scenario: Scenario = {
  file: 'action.ts',
  exports: ['action'],
  steps: [call] as readonly Step<unknown>[],
  say: ({ outcome }) => [JSON.stringify(outcome)],
};
