// Plays a program: each op goes through one gate, and what comes out is noted.

import type * as Gates from '#gates';
import type { KubeObject } from '#objects';
import type { Stage, Subject } from '../../core/scenario.ts';
import { opWords } from './say.ts';
import {
  accessReader,
  bindingObject,
  creating,
  frozen,
  infoOf,
  podObject,
  quotaObject,
  rangeObject,
  readerOf,
  roleObject,
  Shelf,
} from './stand.ts';
import type { Deed, Op, PluginOf, Program } from './types.ts';

type Module = typeof Gates;

export async function play(
  subject: Subject,
  program: Program,
  stage: Stage,
): Promise<void> {
  const module = subject as unknown as Module;
  for (const op of program) {
    const words = (): string => opWords(op);
    if ('chain' in op) {
      await stage.callAsync(words, () => playChain(module, op, stage));
    } else if ('cpu' in op) {
      await stage.callAsync(words, () => playRace(module, op));
    } else stage.call(words, () => playOp(module, op, stage));
  }
}

type AsyncOp = Extract<Op, { chain: unknown } | { cpu: unknown }>;

function playOp(module: Module, op: Exclude<Op, AsyncOp>, stage: Stage): object {
  if ('rule' in op) {
    const rule = frozen(op.rule);
    return { allows: op.asks.map((one) => module.ruleAllows(rule, infoOf(one))) };
  }
  if ('held' in op)
    return { parts: module.notHeld(frozen(op.held), frozen(op.given)) };
  if ('pod' in op) return playPod(module, op);
  if ('quotas' in op) return playQuotas(module, op, stage);
  const reader = accessReader(op.access);
  const authorizer = module.createRbac(reader);
  if ('asks' in op)
    return {
      says: op.asks.map((one) => authorizer(frozen(op.who), infoOf(one))),
    };
  const check = module.createEscalationCheck(reader, authorizer);
  const { writes } = op;
  const object = 'to' in writes ? bindingObject(writes) : roleObject(writes);
  check.validate?.(creating(object, frozen(op.who)));
  return { written: true };
}

function playPod(
  module: Module,
  { pod, init, ranges }: Extract<Op, { pod: unknown }>,
): object {
  const spec =
    init === undefined
      ? { containers: pod }
      : { containers: pod, initContainers: init };
  const given: Gates.Pod = frozen(podObject(spec));
  const made = ranges
    .map(rangeObject)
    .reduce((one, range) => module.withDefaults(one, range), given);
  const { containers, initContainers = [] } = made.spec;
  return {
    containers: [...containers, ...initContainers],
    note: made.metadata.annotations?.['kubernetes.io/limit-ranger'],
    isSame: made === given,
  };
}

function playQuotas(
  module: Module,
  { quotas, amounts }: Extract<Op, { amounts: unknown }>,
  { parts }: Stage,
): object {
  const { parseQuantity } = parts.objects;
  const read = Object.entries(amounts).map(
    ([name, text]) => [name, frozen(parseQuantity(text))] as const,
  );
  const charges = module.chargesOf(
    quotas.map((one) => quotaObject(one)),
    new Map(read),
    creating(podObject({})),
  );
  return {
    charges: charges.map(({ quota, used }) => ({ of: quota.metadata.name, used })),
  };
}

async function playRace(
  module: Module,
  { quotas, cpu, others, dryRun = false }: Extract<Op, { cpu: unknown }>,
): Promise<object> {
  const shelf = new Shelf(quotas, others);
  const reader = readerOf({
    resourcequotas: quotas.map((one) => quotaObject(one)),
  });
  const gate = module.createQuotaGate(reader, shelf);
  const resources = { requests: { cpu } };
  const pod = podObject({ containers: [{ name: 'c', resources }] });
  let refused = '';
  try {
    await gate.validate?.({ ...creating(pod), dryRun });
  } catch (error) {
    if (!isRefusal(error)) throw error;
    refused = error.message;
  }
  return { refused, used: shelf.used };
}

function isRefusal(error: unknown): error is Error {
  return error instanceof Error && error.name === 'StatusError';
}

async function playChain(
  module: Module,
  { chain, labels }: Extract<Op, { chain: unknown }>,
  stage: Stage,
): Promise<object> {
  const saw: string[] = [];
  const plugins = chain.map((one) => pluginOf(one, saw, stage));
  const gate = module.createChain(plugins);
  const given = creating(podObject({}, labels));
  let refused = '';
  let object: KubeObject | undefined = given.object;
  try {
    object = await gate.admit?.(given);
    await gate.validate?.(object === undefined ? given : { ...given, object });
  } catch (error) {
    if (!isRefusal(error)) throw error;
    refused = error.message;
  }
  return { labels: object?.metadata.labels, saw, refused };
}

function pluginOf(
  { name, reinvocation, admit, after = 0, looks }: PluginOf,
  saw: string[],
  { parts }: Stage,
): Gates.GatePlugin {
  const refusal = (text: string): Error =>
    parts.objects.forbidden({ group: '', resource: 'pods' }, 'p', text);
  const labelsOf = (object: KubeObject | undefined) =>
    object?.metadata.labels ?? {};
  return {
    name,
    ...(reinvocation === undefined ? {} : { reinvocation }),
    ...(admit === undefined
      ? {}
      : {
          async admit({ object }) {
            if (object === undefined) throw refusal('no object');
            const before = labelsOf(object);
            saw.push(`${name} sees ${JSON.stringify(before)}`);
            for (let turn = 0; turn < after; turn++) await undefined;
            if ('refuses' in admit && Object.hasOwn(before, admit.refuses))
              throw refusal(`${name} says no`);
            return frozen(changed(object, admit));
          },
        }),
    ...(looks === undefined
      ? {}
      : {
          async validate({ object }) {
            const before = labelsOf(object);
            saw.push(`${name} looks at ${JSON.stringify(before)}`);
            if (Object.hasOwn(before, looks.refuses ?? '-'))
              throw refusal(`${name} says no`);
          },
        }),
  };
}

function changed(object: KubeObject, deed: Deed): KubeObject {
  const { labels = {} } = object.metadata;
  const withLabels = (more: Readonly<Record<string, string>>): KubeObject => ({
    ...object,
    metadata: { ...object.metadata, labels: { ...labels, ...more } },
  });
  if ('sets' in deed) return withLabels({ [deed.sets]: 'yes' });
  if ('adds' in deed) return withLabels({ log: `${labels.log ?? ''}${deed.adds}` });
  if ('drops' in deed) {
    const { [deed.drops]: dropped, ...rest } = labels;
    return { ...object, metadata: { ...object.metadata, labels: rest } };
  }
  if ('copies' in deed) {
    const value = labels[deed.copies];
    return value === undefined ? object : withLabels({ [deed.to]: value });
  }
  return 'repeats' in deed ? withLabels({}) : object;
}
