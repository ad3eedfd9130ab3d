// The course as the site shows it: its parts, its chapters in order, written or planned.

import { PART_NAMES } from '../literate/parts.ts';
import type { Head } from './head.ts';
import type { Page } from './model.ts';

export interface Part {
  readonly number: number;
  readonly name: string;
  /** What the reader has at its end, to go after “you will have”. */
  readonly builds: string;
}

export const PARTS: readonly Part[] = [
  {
    number: 0,
    name: PART_NAMES[0],
    builds: 'time, chance, network and disk that tests can hold',
  },
  {
    number: 1,
    name: PART_NAMES[1],
    builds:
      'a replicated key-value store with history, watches and leases, to which etcdctl talks',
  },
  {
    number: 2,
    name: PART_NAMES[2],
    builds:
      'an API server with verbs, list and watch, authentication, admission and apply',
  },
  {
    number: 3,
    name: PART_NAMES[3],
    builds:
      'ReplicaSet, Deployment, garbage collection and election, on informers and work queues',
  },
  {
    number: 4,
    name: PART_NAMES[4],
    builds:
      'a scheduler that filters, scores and binds, with taints, affinity, spreading, preemption',
  },
  {
    number: 5,
    name: PART_NAMES[5],
    builds:
      'a kubelet with probes, restarts and volumes; heartbeats, and eviction without them',
  },
  {
    number: 6,
    name: PART_NAMES[6],
    builds:
      'Pod addresses, Services, proxy rules that a packet walks, DNS and Ingress',
  },
  {
    number: 7,
    name: PART_NAMES[7],
    builds:
      'Jobs and sets, autoscaling, operators, and a cluster that the real kubectl drives',
  },
];

export interface Course {
  /** Every chapter in order, the planned ones too. */
  readonly heads: readonly Head[];
  /** The written ones. */
  readonly pages: readonly Page[];
  readonly glossary: ReadonlyMap<string, string>;
  /** Where the sources can be browsed, without a slash at the end; '' when not known. */
  readonly repository: string;
}

/** The link to a chapter: its page, or its line in the index while it is planned. */
export function chapterHref({ slug, planned }: Head): string {
  return planned ? `index.html#${slug}` : `${slug}.html`;
}

/** `1–7` for each part: the chapters, as the map labels its boxes. */
export function partLabels(heads: readonly Head[]): Record<number, string> {
  const labels: Record<number, string> = {};
  for (const { number: part } of PARTS) {
    const numbers = heads
      .filter((head) => head.part === part)
      .map(({ number }) => number);
    const first = numbers[0];
    const last = numbers.at(-1);
    if (first === undefined || last === undefined) continue;
    labels[part] = first === last ? `${first}` : `${first}–${last}`;
  }
  return labels;
}

/** Turns a link of a chapter into one of the site: `02-txn.md#x` into `02-txn.html#x`. */
export function courseLink(href: string, heads: readonly Head[]): string {
  const [, file, hash = ''] = /^(?:\.\/)?(\d\d-[\w-]+)\.md(#.*)?$/.exec(href) ?? [];
  const head = heads.find(({ slug }) => slug === file);
  if (head === undefined) return href;
  return head.planned ? chapterHref(head) : chapterHref(head) + hash;
}
