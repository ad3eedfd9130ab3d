// A small course for the tests: one written chapter that uses everything an author can use,
// one planned chapter, and a module of each kind.

import type { Texts } from './press.ts';

export const CHAPTER = `---
title: What changed since
part: 1
summary: "A store that only answers questions makes everyone ask: again and again."
time: 50
needs: [store]
modules: [watch.ts, buffer.ts]
claims: [S3, S4]
exercise:
  steps:
    - id: '3.1'
      title: a watcher may start in the past
      rule: A watch from \`r\` delivers every event from \`r\` on.
      source: etcd, watchable_store.go; https://etcd.io/docs/v3.5/learning/api/
      section: A place to stand
      hints: [Where may it stand?, "Compare \`from\` with the revision.", Two sets.]
      points: 2
---

The list was true at revision 4,127. What has changed since? See [keys](01-store.md)
and [the next](04-lease.md#ttl), and "quoted" words with --prefix.[^1]

[^1]: A footnote with a [link](https://etcd.io/).

:::side
In etcd the two sets are called \`synced\` and \`unsynced\`.
:::

A watcher is *behind* or *in step*.

:::figure tape
Two watchers of **one** store.
:::

## A place to stand

\`\`\`ts 03-watch/watch.ts#types
export interface WatchEvent {
  readonly type: 'PUT' | 'DELETE';
}
\`\`\`

:::side
A note after code.
:::

It stands beside this paragraph.

\`\`\`ts 03-watch/watch.ts#start
/** Starts a watch at \`from\`, or at the next revision. */
watch(from: number): Watcher {
  const start = from > 0 ? from : this.#store.revision + 1;
  return this.#add(start, start > this.#store.revision ? 'in step' : 'behind, reading');
}
\`\`\`

## How it breaks

\`\`\`ts run naive predict
console.log([1, 2, 3].map((n) => n * 2).join(' < '));
\`\`\`

\`\`\`output
2 < 4 < 6
\`\`\`

:::claim S3 loose proof=run:naive
Every change is stored.

Until it is compacted.
:::

\`\`\`diff 03-watch/watch.ts#a 03-watch/watch.ts#b
 const start = from;
-return start;
+return start + 1;
\`\`\`

| what | etcd |
|---|---|
| buffer | 1,024 events |

\`\`\`sh illustration
etcdctl watch --prefix / --rev 4127 # from the past
\`\`\`

\`\`\`yaml
kind: Pod # one
n: 3
\`\`\`

:::differs
Only here:
:::

## Exercise

<!-- exercise -->

## Check yourself

:::question
Why two sets?
:::

:::answer
Because a third would be told twice.

\`\`\`json
{ "type": "BOOKMARK", "n": 1, "ok": true }
\`\`\`
:::
`;

const PLANNED = (title: string, part: number) => `---
title: ${title}
part: ${part}
summary: Not written yet.
status: planned
---
`;

export const WATCH = `// Watches: what changed since.

/**
 * How often progress is told, in milliseconds.
 * etcd --watch-progress-notify-interval: 10 min.
 */
export const PROGRESS_MS: Millis = 600_000;

//#region types
export interface WatchEvent {
  readonly type: 'PUT' | 'DELETE';
}
//#endregion

export class WatchHub {
  //#region hub
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }
  //#endregion

  //#region start
  /** Starts a watch at \`from\`, or at the next revision. */
  watch(from: number): Watcher {
    //#exercise 1 decide where the watcher starts
    const start = from > 0 ? from : this.#store.revision + 1;
    return this.#add(start, start > this.#store.revision ? 'in step' : 'behind, reading');
    //#endexercise
  }
  //#endregion
}
`;

/** The figures of the chapter, as text and as they are drawn. */
export const FIGURES = `export function tape(): string {
  return '<svg role="img" aria-label="A tape."><path d="M0 5H9"/></svg>';
}
`;
const TAPE = '<svg role="img" aria-label="A tape."><path d="M0 5H9"/></svg>';

const DIFFERENCES: Texts['differences'] = [
  {
    chapter: 3,
    etcd: 'holds `1,024` events',
    ours: 'two',
  },
];

const BUFFER = `// Engine room: not told line by line. Keeps \`n\` events.

export const nothing = 0;
`;

/** The texts of the small course; some of them replaced. */
export function sampleTexts(changed: Partial<Texts> = {}): Texts {
  return {
    chapters: new Map([
      ['01-store.md', PLANNED('Keys and revisions', 1)],
      ['03-watch.md', CHAPTER],
      ['04-lease.md', PLANNED('Keys that expire', 1)],
    ]),
    solutions: new Map([
      ['03-watch/buffer.ts', BUFFER],
      ['03-watch/watch.ts', WATCH],
    ]),
    figures: new Map([['03-watch', new Map([['tape', TAPE]])]]),
    differences: DIFFERENCES,
    glossary: 'watch: A request that stays [open](03-watch.md).\n',
    repository: 'https://example.org/kubewright',
    theme: { css: 'a{color:red}', boot: 'void 0', script: 'void 1;\n' },
    ...changed,
  };
}
