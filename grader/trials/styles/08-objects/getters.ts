// Right, and of classes: amounts and conditions show what they hold through getters, and
// a selector sorts when it is first asked.

import type { Mutant } from '../../../core/scenario.ts';

export const swaps: readonly Pick<Mutant, 'file' | 'swaps'>[] = [
  {
    file: 'labels.ts',
    swaps: [
      [
        'return { requirements: byKey(requirements) };',
        'return new Asked(requirements);',
      ],
      [
        'const OPERATORS:',
        `class Asked implements Selector {
  readonly #given: readonly Requirement[];
  #sorted: readonly Requirement[] | undefined;

  constructor(given: readonly Requirement[]) {
    this.#given = given;
  }

  get requirements(): readonly Requirement[] {
    this.#sorted ??= byKey(this.#given);
    return this.#sorted;
  }
}

const OPERATORS:`,
      ],
    ],
  },
  {
    file: 'quantity.ts',
    swaps: [
      [
        "return { nanos: sign === '-' ? -nanos : nanos, format };",
        "return new Amount(sign === '-' ? -nanos : nanos, format);",
      ],
      [
        'return { nanos: a.nanos + b.nanos, format };',
        'return new Amount(a.nanos + b.nanos, format);',
      ],
      [
        'const FORM =',
        `class Amount implements Quantity {
  readonly #nanos: bigint;
  readonly #format: Quantity['format'];

  constructor(nanos: bigint, format: Quantity['format']) {
    this.#nanos = nanos;
    this.#format = format;
  }

  get nanos(): bigint {
    return this.#nanos;
  }

  get format(): Quantity['format'] {
    return this.#format;
  }
}

const FORM =`,
      ],
    ],
  },
  {
    file: 'conditions.ts',
    swaps: [
      [
        'return [...conditions, { ...next, lastTransitionTime: time }];',
        'return [...conditions, new Known({ ...next, lastTransitionTime: time })];',
      ],
      [
        '(one === before ? after : one)',
        '(one === before ? new Known(after) : one)',
      ],
      [
        'export function findCondition(',
        `class Known implements Condition {
  readonly #told: Condition;

  constructor(told: Condition) {
    this.#told = told;
  }

  get type() {
    return this.#told.type;
  }

  get status() {
    return this.#told.status;
  }

  get lastTransitionTime() {
    return this.#told.lastTransitionTime;
  }

  get reason() {
    return this.#told.reason ?? '';
  }

  get message() {
    return this.#told.message ?? '';
  }

  get observedGeneration() {
    return this.#told.observedGeneration ?? 0;
  }
}

export function findCondition(`,
      ],
    ],
  },
];
