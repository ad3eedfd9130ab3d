// DefaultTolerationSeconds: how long a Pod stays on a node that is lost. kubernetes:
// plugin/pkg/admission/defaulttolerationseconds/admission.go in 1.36. Chapter 10.
// Engine room: not told line by line.

import { fieldsOf, isPodWrite, listOf, withSpec } from '../as.ts';
import type { GatePlugin } from '../chain.ts';

/** --default-not-ready-toleration-seconds, and that for unreachable: seconds. */
export const TOLERATION_SECONDS: number = 300;

const TAINTS = ['node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable'];

export const defaultTolerationSeconds: GatePlugin = {
  name: 'DefaultTolerationSeconds',
  admit(attributes) {
    const { object, operation } = attributes;
    if (object === undefined) throw new TypeError('admit wants an object');
    if (!isPodWrite(attributes) || operation === 'DELETE') return object;
    const given = listOf(fieldsOf(fieldsOf(object).spec).tolerations);
    const missing = TAINTS.filter(
      (taint) => !given.some((one) => tolerates(fieldsOf(one), taint)),
    );
    if (missing.length === 0) return object;
    const added = missing.map((key) => ({
      ...{ key, operator: 'Exists', effect: 'NoExecute' },
      tolerationSeconds: TOLERATION_SECONDS,
    }));
    return withSpec(object, { tolerations: [...given, ...added] });
  },
};

/** Whether it says something of this taint already; no key is every key. */
function tolerates(
  { key = '', effect = '' }: Readonly<Record<string, unknown>>,
  taint: string,
): boolean {
  return (key === taint || key === '') && (effect === 'NoExecute' || effect === '');
}
