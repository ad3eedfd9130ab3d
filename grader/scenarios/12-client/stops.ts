// Plays a reflector that is stopped at a bad moment: it ends at once, tells the copy
// nothing more, and leaves nothing behind. Chapter 12.

import type { Handler } from '#apiserver';
import type { Stage, Subject } from '../../core/scenario.ts';
import { type Doors, PODS } from './reflect.ts';

export interface StopProgram {
  readonly stopped:
    | 'while it lists'
    | 'by what it is told'
    | 'while it waits'
    | 'while nothing comes';
}

const LIST =
  '{"kind":"PodList","apiVersion":"v1","metadata":{"resourceVersion":"5"}}';
const event = (version: number): string =>
  `{"type":"ADDED","object":{"metadata":{"name":"a","resourceVersion":"${version}"}}}\n`;

export async function playStop(
  subject: Subject,
  { stopped }: StopProgram,
  stage: Stage,
): Promise<void> {
  const doors = subject as unknown as Doors;
  const { clock } = stage.world;
  const copy: string[] = [];
  let isOpen = false;
  async function* stream(): AsyncGenerator<string> {
    isOpen = true;
    try {
      if (stopped === 'by what it is told') yield event(6) + event(7);
      await new Promise(() => {});
    } finally {
      isOpen = false;
    }
  }
  const handle: Handler = async ({ url }) => {
    if (url.includes('watch=')) return { code: 200, headers: {}, stream: stream() };
    if (stopped === 'while it waits') throw new Error('connect ECONNREFUSED');
    if (stopped === 'while it lists') await clock.sleep(1_000);
    return { code: 200, headers: {}, body: LIST };
  };
  const client = doors.createClient(handle).resource(PODS);
  const reflector = doors.createReflector(stage.world, client, {
    replace: ({ resourceVersion }) => copy.push(`a list at ${resourceVersion}`),
    apply: (one) => {
      if (one.type !== 'BOOKMARK')
        copy.push(`${one.type} at ${one.object.metadata.resourceVersion}`);
      if (stopped === 'by what it is told') reflector.stop();
    },
  });
  await stage.callAsync(
    () => `a reflector is stopped ${stopped}`,
    async () => {
      let hasEnded = false;
      const run = reflector.run().then(() => {
        hasEnded = true;
      });
      // What it throws is noted when it is waited for.
      run.catch(() => {});
      await clock.advance(500);
      reflector.stop();
      await clock.settle();
      const atOnce = hasEnded;
      await clock.advance(stopped === 'while it lists' ? 1_000 : 0);
      await run;
      return {
        'ends at once': stopped === 'while it lists' || atOnce,
        'the copy is told': copy,
        // A generator that waits for ever can not be closed: then it is not asked.
        'a stream is open': stopped === 'while nothing comes' || isOpen,
      };
    },
  );
}
