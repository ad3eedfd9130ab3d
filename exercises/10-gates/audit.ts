// The audit log: who asked whom for what, when, and how it ended. An event is written when a
// request comes in, when a long answer begins, and when it's over. Chapter 10.

import type { Filter } from '#apiserver';
import type { World } from '#world';
import { eventOf, microTime, withAnswer } from './audit-event.ts';
import { type AuditPolicy, levelOf } from './audit-policy.ts';
import type { AuditEvent, Stage } from './audit-types.ts';

/** Where events go: a file, or a list of a test. */
export type AuditSink = (event: AuditEvent) => void;

export interface AuditOptions {
  readonly world: World;
  readonly policy: AuditPolicy;
  readonly sink: AuditSink;
}

/** Writes what passes into the log, as much of it as the policy says. */
export function audit({ world, policy, sink }: AuditOptions): Filter {
  return async (context, next) => {
    const { level, omitStages } = levelOf(policy, context);
    if (level === 'None') return next();
    const begun = eventOf(world, context, level);
    const write = (stage: Stage, event: AuditEvent): void => {
      const stageTimestamp = microTime(world);
      if (!omitStages.includes(stage)) sink({ ...event, stage, stageTimestamp });
    };
    write('RequestReceived', begun);
    const response = await next();
    const done = withAnswer(begun, context, response);
    if (response.stream === undefined) {
      write('ResponseComplete', done);
      return response;
    }
    write('ResponseStarted', done);
    const over = (): void => write('ResponseComplete', done);
    return { ...response, stream: following(response.stream, over) };
  };
}

/** The same stream; `over` is called once, when it has ended or was left. */
function following<T>(
  stream: AsyncIterable<T>,
  over: () => void,
): AsyncIterable<T> {
  return {
    [Symbol.asyncIterator]() {
      const inner = stream[Symbol.asyncIterator]();
      let isOver = false;
      const end = (): void => {
        if (!isOver) over();
        isOver = true;
      };
      return {
        async next() {
          const result = await inner.next();
          if (result.done === true) end();
          return result;
        },
        // Not a generator: its return would wait for an event that may never come.
        async return() {
          end();
          await inner.return?.();
          return { done: true, value: undefined };
        },
      };
    },
  };
}
