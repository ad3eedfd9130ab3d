// A pod in the scheduler's queue, and what is known of its tries. Kubernetes:
// pkg/scheduler/framework/types.go (QueuedPodInfo). Chapter 17.
// Engine room: not told line by line.

import type { Millis } from '#world';
import type { Pod } from './objects.ts';

export interface QueuedPodInfo {
  pod: Pod;
  /** When it was last put into a queue. */
  timestamp: Millis;
  /** When it was first tried. */
  firstTried?: Millis;
  /** How often it was taken out to be scheduled. */
  attempts: number;
  /** How often plugins refused it, and how often in a row something broke. */
  refused: number;
  errors: number;
  /** The plugins that refused it last, for good or until they are told. */
  unschedulable: ReadonlySet<string>;
  pending: ReadonlySet<string>;
  /** The plugin that does not let it into the queue. */
  gatedBy?: string;
}
