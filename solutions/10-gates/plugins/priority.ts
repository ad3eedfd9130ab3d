// Priority: the number behind the name of a priority class. kubernetes: plugin/pkg/admission/
// priority/admission.go in 1.36. Chapter 10.
// Engine room: not told line by line.

import { forbidden, type KubeObject } from '#objects';
import { fieldsOf, isPodWrite, textOf, withSpec } from '../as.ts';
import type { GatePlugin } from '../chain.ts';
import type { Reader } from '../reader.ts';

/** pkg/apis/scheduling/v1/helpers.go. */
const SYSTEM_CLASSES: ReadonlyMap<string, number> = new Map([
  ['system-cluster-critical', 2_000_000_000],
  ['system-node-critical', 2_000_001_000],
]);

interface PriorityClass {
  readonly name: string;
  readonly value: number;
  readonly isDefault: boolean;
  readonly preemptionPolicy: string;
}

export function createPriority(reader: Reader): GatePlugin {
  const classes = (): readonly PriorityClass[] =>
    reader.list('priorityclasses', '').map(read);
  return {
    name: 'Priority',
    admit(attributes) {
      const { object, operation, resource, name } = attributes;
      if (object === undefined) throw new TypeError('admit wants an object');
      if (operation !== 'CREATE' || !isPodWrite(attributes)) return object;
      const spec = fieldsOf(fieldsOf(object).spec);
      const asked = textOf(spec.priorityClassName);
      const found = resolve(asked, classes());
      if (found === undefined)
        throw forbidden(
          resource,
          name,
          `no PriorityClass with name ${asked} was found`,
        );
      const said = spec.priority;
      if (said !== undefined && said !== found.value)
        throw forbidden(resource, name, differs(found.value, said, 'priority'));
      const policy = spec.preemptionPolicy;
      if (policy !== undefined && policy !== found.preemptionPolicy)
        throw forbidden(
          resource,
          name,
          `the string value of PreemptionPolicy (${policy}) must not be provided in pod spec; priority admission controller computed ${found.preemptionPolicy} from the given PriorityClass name`,
        );
      return withSpec(object, {
        priority: found.value,
        preemptionPolicy: found.preemptionPolicy,
        ...(found.name === '' ? {} : { priorityClassName: found.name }),
      });
    },
    validate({ object, operation, resource, subresource, name }) {
      if (object === undefined || subresource !== '') return;
      if (resource.resource !== 'priorityclasses') return;
      const { isDefault } = read(object);
      const other = isDefault ? classes().find((one) => one.isDefault) : undefined;
      if (other !== undefined && (operation === 'CREATE' || other.name !== name))
        throw forbidden(
          resource,
          name,
          `PriorityClass ${other.name} is already marked as default. Only one default can exist`,
        );
    },
  };
}

const differs = (value: number, said: unknown, what: string): string =>
  `the integer value of ${what} (${said}) must not be provided in pod spec; ${what} admission controller computed ${value} from the given PriorityClass name`;

function read(object: KubeObject): PriorityClass {
  const { value, globalDefault, preemptionPolicy } = fieldsOf(object);
  return {
    name: object.metadata.name ?? '',
    value: typeof value === 'number' ? value : 0,
    isDefault: globalDefault === true,
    preemptionPolicy: textOf(preemptionPolicy) || 'PreemptLowerPriority',
  };
}

const NONE: PriorityClass = {
  ...{ name: '', value: 0, isDefault: false },
  preemptionPolicy: 'PreemptLowerPriority',
};

/** No name is the default class, and the lowest if there are two by accident. */
function resolve(
  asked: string,
  classes: readonly PriorityClass[],
): PriorityClass | undefined {
  if (asked === '') {
    const defaults = classes.filter((one) => one.isDefault);
    return defaults.sort((a, b) => a.value - b.value)[0] ?? NONE;
  }
  const system = SYSTEM_CLASSES.get(asked);
  if (system !== undefined) return { ...NONE, name: asked, value: system };
  return classes.find((one) => one.name === asked);
}
