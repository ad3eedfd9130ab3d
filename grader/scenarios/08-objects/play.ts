// Plays a program: each op is one call of the module's face, and its answer is noted.
// All that is handed in is frozen: it belongs to others.

import type * as Objects from '#objects';
import type { Condition, Labels, Quantity, Selector } from '#objects';
import type { Stage, Subject } from '../../core/scenario.ts';
import { scribble } from '../../core/scribble.ts';
import type { Op, Program } from './draw.ts';
import { playFace } from './faces.ts';
import { opWords } from './say.ts';

export function play(subject: Subject, program: Program, stage: Stage): void {
  const module = subject as unknown as typeof Objects;
  let conditions: readonly Condition[] = frozen([]);
  for (const op of program) {
    stage.call(
      () => opWords(op),
      () => {
        if (!('set' in op)) return playOp(module, op);
        const given = conditions;
        const after = module.setCondition(given, frozen(op.set), op.now);
        const found = module.findCondition(after, op.set.type);
        conditions = frozen(after.map(told));
        const shown = found === undefined ? {} : { found: said(found) };
        return {
          ...{ conditions: after.map(said), isSameList: after === given, ...shown },
        };
      },
    );
  }
}

function playOp(
  module: typeof Objects,
  op: Exclude<Op, { set: unknown }>,
): unknown {
  if ('face' in op) return playFace(module, frozen(op));
  if ('read' in op) {
    const quantity = module.parseQuantity(op.read);
    const answer = amount(quantity);
    if (op.writes) scribble(quantity);
    return answer;
  }
  if ('write' in op) {
    const quantity = frozen({ nanos: BigInt(op.write), format: op.format });
    return { text: module.canonical(quantity) };
  }
  if ('sum' in op) return playSum(module, op);
  const selector = selectorIn(module, op);
  const requirements = selector.requirements.map(({ key, operator, values }) => ({
    ...{ key, operator, values: [...values] },
  }));
  const text = module.selectorText(selector);
  const answer = { requirements, text, ...matching(module, selector, op.among) };
  if (op.writes) scribble(selector);
  return answer;
}

type Selecting = Extract<Op, { among: unknown }>;

function selectorIn(module: typeof Objects, op: Selecting): Selector {
  if ('parse' in op) return module.parseSelector(op.parse);
  if ('select' in op)
    return module.selectorOf(op.select === null ? undefined : frozen(op.select));
  const asked = op.ask.map(({ key, operator, values }) =>
    module.requirementOf(key, operator, frozen(values)),
  );
  return { requirements: module.byKey(Object.freeze(asked)) };
}

/** Which of the labels match, by their place. */
function matching(
  module: typeof Objects,
  selector: Selector,
  among: readonly Labels[],
): { readonly matching: readonly unknown[] } {
  const found = among.map((labels) => module.matches(selector, frozen(labels)));
  return { matching: found };
}

type Summing = Extract<Op, { sum: unknown }>;

function playSum(module: typeof Objects, { sum: texts, sign }: Summing): object {
  const [a, b] = texts.map((text) => {
    const { nanos, format } = module.parseQuantity(text);
    return frozen({ nanos, format });
  });
  if (a === undefined || b === undefined) return {};
  const sum = sign === '+' ? module.add(a, b) : module.subtract(a, b);
  const order = Math.sign(module.compareQuantities(a, b));
  const [milli, whole] = [module.milliValue(sum), module.wholeValue(sum)].map(
    digits,
  );
  return { ...amount(sum), text: module.canonical(sum), order, milli, whole };
}

function amount({ nanos, format }: Quantity): object {
  return { nanos: digits(nanos), format };
}

/** A bigint is told from a number by its n. */
function digits(value: unknown): unknown {
  return typeof value === 'bigint' ? `${value}n` : value;
}

/** A condition by what it says, whatever it is made of. */
function told(one: Condition): Condition {
  const { type, status, lastTransitionTime, reason, message } = one;
  const { observedGeneration: generation } = one;
  return {
    ...{ type, status, lastTransitionTime },
    ...(reason === undefined ? {} : { reason }),
    ...(message === undefined ? {} : { message }),
    ...(generation === undefined ? {} : { observedGeneration: generation }),
  };
}

/** The same without what is empty, which is as good as absent. */
function said(one: Condition): object {
  return Object.fromEntries(Object.entries(told(one)).filter(([, value]) => value));
}

/** A copy that nobody can write on. */
function frozen<T>(part: T): T {
  if (typeof part !== 'object' || part === null) return part;
  const copy = Array.isArray(part)
    ? part.map(frozen)
    : Object.fromEntries(
        Object.entries(part).map(([name, value]) => [name, frozen(value)]),
      );
  return Object.freeze(copy) as T;
}
