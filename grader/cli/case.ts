// `--case`: one program of the steps that have it.

import { namedCases } from '../core/pairs.ts';
import type { Built } from '../local/built.node.ts';
import type { Choice } from './choose.ts';
import { PROGRAMS } from './programs.ts';
import { Refusal } from './refusal.ts';

/** The steps to grade, or undefined for all. @throws Refusal if none has the case */
export function checkCase(
  built: Built,
  { chapter, step }: Choice,
  oneCase: string | undefined,
): ReadonlySet<string> | undefined {
  const chosen = step === undefined ? undefined : new Set([step]);
  if (oneCase === undefined) return chosen;
  if (/^\d+$/.test(oneCase)) {
    if (Number(oneCase) >= 1 && Number(oneCase) <= PROGRAMS) return chosen;
    throw new Refusal(`--case ${oneCase}: a step has programs 1 to ${PROGRAMS}.`);
  }
  const { scenario } = built.pack(chapter.slug);
  const steps = scenario.steps.filter(({ id }) => chosen?.has(id) ?? true);
  const having = steps.filter((one) => Object.hasOwn(namedCases(one), oneCase));
  if (having.length > 0) return new Set(having.map(({ id }) => id));
  const names = steps.flatMap(({ cases }) => Object.keys(cases));
  const there = names.map((name) => `"${name}"`).join(', ');
  throw new Refusal(`No case is called "${oneCase}" here. There are: ${there}.`);
}
