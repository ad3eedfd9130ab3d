// What each submission must come to. None is a pass; the verdict may be one of several
// where it depends on which of two processes is quicker.

import type { ModuleVerdict, StepVerdict } from '../../core/result.ts';

/** A step, and the exercise in which it stands. */
export interface Attacked {
  readonly slug: string;
  readonly step: string;
}

/** What is attacked where nothing else is named. */
export const FIRST_STEP: Attacked = { slug: '01-store', step: '1.1' };

/** A start, a grading and an end, on a machine that has something else to do. */
export const SECONDS = 6;

export interface Expected {
  readonly verdict: readonly (ModuleVerdict | StepVerdict)[];
  readonly attacks?: Attacked;
  /** What the words must say. */
  readonly words?: RegExp;
  /** Seconds that it may take, start included; SECONDS where nothing is waited for. */
  readonly seconds?: number;
  /** It waits and uses no processor: it may be graded beside others. */
  readonly idle?: true;
  /** It uses up its time to the last second, as others do: only KUBEWRIGHT_LONG grades it. */
  readonly long?: true;
}

const one = (
  verdict: ModuleVerdict | StepVerdict,
  words?: RegExp,
  more: Partial<Expected> = {},
): Expected => ({
  verdict: [verdict],
  ...(words === undefined ? {} : { words }),
  ...more,
});

const wrong: Expected = one('different');
/** Two seconds, once more to find the call, and one for each of the two. */
const late: Expected = one('timed-out', /longer than 2 s/, { seconds: 8 });
const endless: Expected = one('endless-loop', /this loop turned [\d,]{9,} times/);
const ended: Expected = one('ended-the-process', /ended the process \(exit 0\)/);
/** From Node 26 on, whoever makes a socket is refused by the permission model already. */
const garbled: Expected = {
  verdict: ['garbled', 'threw'],
  words: /channel that belongs to the grader|--allow-net/,
};
/** On a machine that has more to do, the two seconds may be over first. */
const noMemory: Expected = {
  verdict: ['out-of-memory', 'timed-out'],
  words: /^(?:ran out of memory|took longer)/,
  seconds: 10,
};

const stream: Attacked = { slug: '03-watch', step: '3.1' };
const timers: Attacked = { slug: '04-lease', step: '4.5' };
const disk: Attacked = { slug: '05-log', step: '5.1' };
const torn: Attacked = { slug: '05-log', step: '5.4' };
const server: Attacked = { slug: '09-apiserver', step: '9.2' };
const watches: Attacked = { slug: '09-apiserver', step: '9.7' };
const urls: Attacked = { slug: '09-apiserver', step: '9.1' };
const rules: Attacked = { slug: '10-gates', step: '10.1' };
const queue: Attacked = { slug: '12-client', step: '12.1' };

/** It turns in the engine alone: the clock ends it, or the memory that it fills. */
const engine: Expected = {
  verdict: ['timed-out', 'out-of-memory', 'endless-loop'],
  seconds: 12,
};

export const EXPECTED: Readonly<Record<string, Expected>> = {
  'stream-without-end.ts': {
    verdict: ['endless-loop', 'timed-out', 'out-of-memory'],
    ...{ attacks: stream, seconds: 8 },
  },
  'stream-writes-back.ts': one('different', undefined, { attacks: stream }),
  'stream-loops-on-ready.ts': { ...endless, attacks: stream },
  'timer-rearms.ts': one('endless-loop', /^functions called one another/, {
    attacks: timers,
  }),
  // The law of a lease's end may be broken before anything else shows.
  'timer-throws.ts': { verdict: ['threw', 'law-broken'], attacks: timers },
  'timer-moves-the-clock.ts': {
    ...{ verdict: ['different', 'law-broken', 'threw'], attacks: timers },
  },
  'stream-rings-dead-readers.ts': one('different', undefined, { attacks: stream }),
  'stream-written-after-its-end.ts': one('different', undefined, { attacks: stream }),
  'timer-rearms-at-once.ts': one('threw', /timers made one another/, {
    attacks: timers,
  }),
  'timer-outlives-its-program.ts': {
    ...{ verdict: ['different', 'law-broken', 'threw'], attacks: timers },
  },
  'settles-after-the-verdict.ts': one('never-settled', undefined, { attacks: disk }),
  'thenable-that-throws.ts': one('threw', undefined, { attacks: disk }),
  'thenable-of-itself.ts': { ...engine, attacks: disk, long: true },
  'thenable-twice.ts': one('threw', /threw: passed/, { attacks: disk }),
  'disk-after-close.ts': one('threw', /closed/, { attacks: disk }),
  'disk-that-fills.ts': { ...noMemory, attacks: disk, long: true },
  'generator-without-end.ts': { ...engine, attacks: torn, long: true },
  'rejects-behind-its-back.ts': { ...ended, attacks: disk },
  'queue-hands-out-bombs.ts': {
    ...{ verdict: ['odd-value', 'threw', 'ended-the-process'], attacks: queue },
  },
  'queue-hands-out-thenables.ts': {
    ...{ verdict: ['threw', 'timed-out'], attacks: queue, seconds: 10, long: true },
  },
  'request-is-changed.ts': one('different', undefined, { attacks: server }),
  'answers-in-two-ways.ts': one('different', undefined, { attacks: server }),
  'answers-at-length.ts': {
    ...{ verdict: ['threw', 'odd-value', 'different'], attacks: server },
  },
  'answers-with-proto.ts': one('odd-value', /__proto__/, { attacks: server }),
  'stream-never-ends.ts': { ...engine, attacks: watches, long: true },
  'refuses-with-teeth.ts': { ...ended, attacks: urls },
  'patches-freeze.ts': one('different', undefined, { attacks: rules }),
  'errors-that-bite.ts': ended,
  'error-of-many-words.ts': one('threw'),
  'keys-without-number.ts': {
    ...{ verdict: ['odd-value', 'timed-out', 'out-of-memory'], seconds: 13, long: true },
  },
  'proxied-list.ts': one('odd-value', /more than 20000 parts/),
  'exit-on-load.ts': one('ended-the-process', /\(exit 0\).*while loading/),
  'exit-on-call.ts': ended,
  'exit-in-microtask.ts': ended,
  'exit-at-once.ts': ended,
  'abort.ts': one('crashed', /died \(SIGABRT\)/),
  'prints-pass.ts': wrong,
  'forged-line.ts': garbled,
  'forged-secret.ts': { verdict: ['garbled', 'different', 'threw'] },
  'forged-calls.ts': {
    ...{ verdict: ['timed-out', 'garbled', 'threw'], seconds: 8, idle: true },
  },
  'forged-problem.ts': { verdict: ['ended-the-process', 'garbled', 'threw'] },
  'long-line.ts': {
    ...{ verdict: ['garbled', 'timed-out', 'out-of-memory', 'threw'], seconds: 10 },
  },
  'closes-descriptors.ts': {
    verdict: ['ended-the-process', 'garbled', 'different', 'crashed', 'threw'],
  },
  'reads-requests.ts': { verdict: ['threw', 'different', 'ended-the-process'] },
  'patches-json.ts': { verdict: ['different', 'garbled'] },
  'patches-arrays.ts': one('export-missing'),
  'patches-iterator.ts': { ...late, idle: true },
  'patches-endless-iterator.ts': {
    ...{ verdict: ['timed-out', 'out-of-memory', 'threw'], seconds: 10 },
  },
  'patches-objects.ts': { verdict: ['different', 'garbled', 'threw'] },
  'patches-promises.ts': wrong,
  'patches-stacks.ts': one('threw', /mine|no stack for you/),
  'patches-handlers.ts': ended,
  'loops-on-load.ts': one('endless-loop', /turned 10,000,001 times.*while loading/),
  'loops-on-call.ts': endless,
  'swallows-loops.ts': endless,
  'unplugs-counters.ts': { ...endless, seconds: 8 },
  'forges-counters.ts': one('does-not-compile', /belong to the grader/),
  'goes-round.ts': one('forbidden-global', /Date.*use world\.clock/),
  'loops-in-regex.ts': late,
  'loops-in-getter.ts': endless,
  'loops-in-error.ts': endless,
  'ignores-signals.ts': endless,
  'sleeps.ts': { ...late, idle: true },
  'dawdles.ts': one('timed-out', /whole run/, { seconds: 13, idle: true }),
  'eats-heap.ts': noMemory,
  'eats-buffers.ts': noMemory,
  'eats-strings.ts': noMemory,
  'array-holes.ts': one('odd-value', /more than 20000 parts/),
  'endless-list.ts': one('odd-value', /more than 20000 parts/),
  'recursion.ts': one('threw', /RangeError: Maximum call stack size exceeded/),
  'deep-answer.ts': one('odd-value', /nested 32 deep/),
  'huge-answer.ts': one('odd-value', /more than 1 MiB of answers/, {
    seconds: 10,
  }),
  'floods-output.ts': one('flooded', /printed more than 4 MiB/),
  'terminal-escapes.ts': one('threw', /✓ 1.1 a put gets the next revision hidden$/),
  'workflow-commands.ts': one('threw', /^threw: no ::set-env name=PASSED::true ::endgroup::$/),
  'reads-reference.ts': wrong,
  'imports-reference.ts': one('import-not-allowed', /'\.\.\/\.\.\/solutions.*#world/),
  'imports-name.ts': one('import-not-allowed', /'#store'/),
  'imports-node.ts': one('import-not-allowed', /'node:fs'/),
  'requires-node.ts': one('import-not-allowed', /'fs'/),
  'imports-late.ts': wrong,
  'bindings.ts': one('threw', /process\.binding is not a function/),
  'escapes-context.ts': wrong,
  'reads-environment.ts': wrong,
  'writes-outside.ts': wrong,
  'kills-judge.ts': wrong,
  'starts-processes.ts': wrong,
  'opens-sockets.ts': one('forbidden-global', /fetch.*use world\.network/),
  'proxies.ts': { verdict: ['odd-value', 'threw', 'different'] },
  'cyclic.ts': one('odd-value', /nested 32 deep/),
  'changing-getters.ts': wrong,
  'alive-values.ts': one('odd-value', /gave a Map/),
  'proto-key.ts': one('odd-value', /a key named __proto__/),
  'getter-export.ts': one('threw', /while loading: the trap is shut/),
  'moving-export.ts': { verdict: ['threw', 'different'] },
  'no-export.ts': one('export-missing', /does not export createStore/),
  'throws-nothing.ts': one('threw', /threw: null/),
  'throws-proxy.ts': one('threw'),
  'throws-on-load.ts': one('threw', /while loading: something that can not be read/),
  'throws-error-codes.ts': one('threw', /threw: passed/),
  'fakes-not-written.ts': one('not-written', /^not written yet$/),
  'no-typescript.ts': one('does-not-compile', /store\.ts|no-typescript\.ts/),
  'early-error.ts': one('does-not-compile', /'twice' has already been declared/),
  'breaks-out.ts': one('does-not-compile'),
  'busy-parser.ts': one('does-not-compile', /takes too long to compile/, { seconds: 6 }),
  'deep-parser.ts': one('does-not-compile', /nested too deep/),
  'long-names.ts': one('threw', /is not defined|aaa…$/),
  'lone-surrogates.ts': wrong,
  'leaks-by-message.ts': one('threw'),
  'breaks-globals.ts': {
    verdict: ['different', 'garbled', 'timed-out', 'threw', 'ended-the-process'],
    seconds: 8,
  },
  'writes-nothing.ts': {
    verdict: ['garbled', 'timed-out', 'flooded'],
    seconds: 8,
  },
};
