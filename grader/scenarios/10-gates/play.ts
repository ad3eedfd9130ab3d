// Plays a program: each op goes through one gate, and what comes out is noted.

import type * as Gates from '#gates';
import type { KubeObject } from '#objects';
import type { Stage, Subject } from '../../core/scenario.ts';
import { playCounts } from './play-counts.ts';
import { playCertificate, playDoor, playRequests } from './play-who.ts';
import { refusalOf } from './refusals.ts';
import { opWords } from './say.ts';
import {
  accessReader,
  bindingObject,
  creating,
  frozen,
  infoOf,
  live,
  podObject,
  quotaObject,
  rangeObject,
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
    if ('requests' in op) {
      await stage.callAsync(words, () => playRequests(module, op));
    } else if ('door' in op) {
      await stage.callAsync(words, () => playDoor(module, op));
    } else if ('chain' in op) {
      await stage.callAsync(words, () => playChain(module, op, stage));
    } else if ('cpu' in op) {
      await stage.callAsync(words, () => playRace(module, op));
    } else stage.call(words, () => playOp(module, op, stage));
  }
}

type AsyncOp = Extract<
  Op,
  { chain: unknown } | { cpu: unknown } | { requests: unknown } | { door: unknown }
>;

function playOp(module: Module, op: Exclude<Op, AsyncOp>, stage: Stage): object {
  if ('rule' in op) {
    const rule = frozen(op.rule);
    return { allows: op.asks.map((one) => module.ruleAllows(rule, infoOf(one))) };
  }
  if ('held' in op)
    return { parts: module.notHeld(frozen(op.held), frozen(op.given)) };
  if ('pod' in op) return playPod(module, op);
  if ('quotas' in op) return playQuotas(module, op, stage);
  if ('certificate' in op) return playCertificate(module, op);
  if ('counts' in op) return playCounts(module, op, stage);
  let access = accessReader(op.access);
  const reader = live(() => access);
  const authorizer = module.createRbac(reader);
  if ('asks' in op) {
    const { who, asks, later } = op;
    const says = () => asks.map((one) => authorizer(frozen(who), infoOf(one)));
    if (later === undefined) return { says: says() };
    const before = says();
    access = accessReader(later);
    return { says: before, later: says() };
  }
  const check = module.createEscalationCheck(reader, authorizer);
  const { writes, was } = op;
  const object = 'to' in writes ? bindingObject(writes) : roleObject(writes);
  const written = creating(object, frozen(op.who));
  check.validate?.(
    was === undefined
      ? written
      : { ...written, operation: 'UPDATE', oldObject: frozen(roleObject(was)) },
  );
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
  const pods = podObject(spec);
  const metadata = { ...pods.metadata, annotations: { mine: 'kept' } };
  const given: Gates.Pod = frozen({ ...pods, metadata });
  const made = ranges
    .map(rangeObject)
    .reduce((one, range) => module.withDefaults(one, range), given);
  const { containers, initContainers = [] } = made.spec;
  return {
    containers: [...containers, ...initContainers],
    note: made.metadata.annotations?.['kubernetes.io/limit-ranger'],
    mine: made.metadata.annotations?.mine,
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
  { quotas, cpu, others, dryRun = false, again }: Extract<Op, { cpu: unknown }>,
): Promise<object> {
  const shelf = new Shelf(quotas, others);
  let copy = shelf.reader;
  const gate = module.createQuotaGate(
    live(() => copy),
    shelf,
  );
  const ask = async (amount: string): Promise<string> => {
    const resources = { requests: { cpu: amount } };
    const pod = podObject({ containers: [{ name: 'c', resources }] });
    return refusalOf(async () => gate.validate?.({ ...creating(pod), dryRun }));
  };
  const refused = await ask(cpu);
  const told = { refused, used: shelf.used, reads: [...shelf.reads] };
  if (again === undefined) return told;
  for (const one of again.others) shelf.write(one);
  copy = shelf.reader;
  const secondly = await ask(again.cpu);
  const { used, reads } = shelf;
  return { ...told, again: { refused: secondly, used, reads } };
}

async function playChain(
  module: Module,
  { chain, labels, beside }: Extract<Op, { chain: unknown }>,
  stage: Stage,
): Promise<object> {
  const saw: string[] = [];
  const plugins = chain.map((one) => pluginOf(one, saw, stage));
  const gate = module.createChain(plugins);
  const pass = async (of: Readonly<Record<string, string>>): Promise<object> => {
    const given = Object.freeze(creating(podObject({}, of)));
    let object: KubeObject | undefined = given.object;
    const refused = await refusalOf(async () => {
      object = await gate.admit?.(given);
      await gate.validate?.(
        Object.freeze(object === undefined ? given : { ...given, object }),
      );
    });
    return { labels: object?.metadata.labels, refused };
  };
  if (beside === undefined) return { ...(await pass(labels)), saw };
  // In which order plugins are asked of two at once is nobody's affair.
  return { each: await Promise.all([pass(labels), pass(beside)]) };
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
