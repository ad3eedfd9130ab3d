// Where the course differs from etcd on purpose. The comparison with a real etcd knows this
// list and no other (tools/etcd/known.ts), and `:::differs` prints a chapter's part of it.

/** The etcd that the comparison runs, and whose behaviour the chapters tell. */
export const BASELINE = '3.4.23';

/** What drawn requests would show. */
export type Avoided = 'negative-revision' | 'deleted-before-kept';

export interface Difference {
  readonly chapter: number;
  /** What etcd does, and what ours does instead: Markdown, in a few words. */
  readonly etcd: string;
  readonly ours: string;
  /** In which etcd: BASELINE if absent. */
  readonly version?: string;
  /** How the comparison draws around it, if drawn requests would show it. */
  readonly avoid?: Avoided;
}

export const DIFFERENCES: readonly Difference[] = [
  {
    chapter: 1,
    etcd: 'from 13 pairs on (7 if built with a Go before 1.19), those that sort alike come in any order',
    ours: 'they keep key order',
  },
  {
    chapter: 1,
    etcd: 'refuses a put with a lease that nobody granted',
    ours: 'leases come with [chapter 04](04-lease.md)',
  },
  {
    chapter: 1,
    etcd: 'refuses a request above 1.5 MiB',
    ours: 'a limit of the server, which [chapter 07](07-etcd.md) makes',
  },
  {
    chapter: 2,
    etcd: 'in a branch, a revision below 0 is refused as compacted (-1 only when something was)',
    ours: 'it means now, as it does outside a txn',
    version: '3.4 to 3.7',
    avoid: 'negative-revision',
  },
  {
    chapter: 2,
    etcd: 'a delete without an end before a put that keeps what it deleted: the process ends',
    ours: 'refuses it with "key not found", and nothing is written',
    avoid: 'deleted-before-kept',
  },
  {
    chapter: 3,
    etcd: 'a compaction at the revision of a delete drops the delete: a watch from there is never told',
    ours: 'it is told',
    version: 'before 3.4.34 and 3.5.16, issue 18089',
  },
  {
    chapter: 3,
    etcd: 'answers a request for progress at once, also while a watch is behind',
    ours: 'there is no answer while one is behind',
    version: 'before 3.4.25 and 3.5.8, issue 15220',
  },
  {
    chapter: 3,
    etcd: 'tells a watch of its progress that waits for a revision to come',
    ours: 'it is told nothing before that',
    version: 'before 3.4.38, 3.5.22 and 3.6.2, issue 20221',
  },
  {
    chapter: 4,
    etcd: 'draws ids of 63 bits',
    ours: 'of 53, which a JavaScript number holds exactly',
  },
  {
    chapter: 4,
    etcd: 'a lease of 60 s says 59 when asked right after its grant: some time has gone by',
    ours: 'says 60 in the instant of its grant',
  },
  {
    chapter: 4,
    etcd: 'looks for what is over every 500 ms, and ends at most 500 leases then',
    ours: 'ends each in its millisecond',
  },
  {
    chapter: 4,
    etcd: "lists a lease's keys in no order",
    ours: 'in key order',
  },
  {
    chapter: 4,
    etcd: 'a lease saved with 0 s left begins anew: 0 says that nothing was saved',
    ours: 'it is over; only an absent `left` begins anew',
  },
  {
    chapter: 5,
    etcd: 'ends its process when the disk fails',
    ours: 'refuses writes, says why, and goes on answering reads',
  },
  {
    chapter: 5,
    etcd: 'keeps the state in bbolt on the disk, and at least 5 snapshots and 5 segments',
    ours: 'keeps it in memory, with one snapshot and the log after it',
  },
  {
    chapter: 5,
    etcd: 'locks each segment in use',
    ours: 'locks the folder',
  },
];
