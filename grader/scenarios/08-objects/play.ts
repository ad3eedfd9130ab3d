// Plays a program: each op is one call of the module's face, and its answer is noted.
// All that is handed in is frozen: it belongs to others.

import type * as Objects from '#objects';
import type { Condition, Labels, Selector } from '#objects';
import type { Stage, Subject } from '../../core/scenario.ts';
import type { Op, Program } from './draw.ts';
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
        const answer = { conditions: after, isSameList: after === given };
        conditions = frozen(after);
        return answer;
      },
    );
  }
}

function playOp(module: typeof Objects, op: Exclude<Op, { set: unknown }>): object {
  if ('ask' in op) {
    const requirements = op.ask.map(({ key, operator, values }) =>
      module.requirementOf(key, operator, frozen(values)),
    );
    return { matching: matching(module, frozen({ requirements }), op.among) };
  }
  if ('select' in op) {
    const { select, among } = op;
    const selector = module.selectorOf(
      select === null ? undefined : frozen(select),
    );
    return { matching: matching(module, selector, among) };
  }
  if ('parse' in op) return playParse(module, op.parse, op.among);
  if ('read' in op) return amount(module.parseQuantity(op.read));
  if ('write' in op) {
    const quantity = frozen({ nanos: BigInt(op.write), format: op.format });
    return { text: module.canonical(quantity) };
  }
  const [a, b] = op.sum.map((text) => frozen(module.parseQuantity(text)));
  if (a === undefined || b === undefined) return {};
  const sum = op.sign === '+' ? module.add(a, b) : module.subtract(a, b);
  const order = Math.sign(module.compareQuantities(a, b));
  return { ...amount(sum), text: module.canonical(sum), order };
}

function playParse(
  module: typeof Objects,
  text: string,
  among: readonly Labels[],
): object {
  const selector = module.parseSelector(text);
  const requirements = selector.requirements.map(({ key, operator, values }) => ({
    ...{ key, operator, values: [...values] },
  }));
  return { requirements, matching: matching(module, selector, among) };
}

/** Which of the labels match, by their place. */
function matching(
  module: typeof Objects,
  selector: Selector,
  among: readonly Labels[],
): readonly unknown[] {
  return among.map((labels) => module.matches(selector, frozen(labels)));
}

/** A bigint is told from a number by its n. */
function amount({ nanos, format }: Objects.Quantity): object {
  const text = typeof nanos === 'bigint' ? `${nanos}n` : nanos;
  return { nanos: text, format };
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
