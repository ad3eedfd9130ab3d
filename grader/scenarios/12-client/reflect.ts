// Plays a reflector against a server with a script. Each request, each end of a watch and
// all that the copy is told is a line: laws judge them, since how long a wait is by chance
// is left open.

import type { createClient, createReflector, Sink } from '#client';
import type { KubeObject } from '#objects';
import type { Stage, Subject } from '../../core/scenario.ts';
import { type Script, scripted } from './server.ts';

export const PODS = {
  group: '',
  version: 'v1',
  resource: 'pods',
  namespaced: true,
};

export interface Doors {
  readonly createClient: typeof createClient;
  readonly createReflector: typeof createReflector;
}

/** After so long all that a script can bring has come. */
const WHOLE_MS = 900_000;

export async function playReflector(
  subject: Subject,
  script: Script,
  stage: Stage,
): Promise<void> {
  const doors = subject as unknown as Doors;
  const note = (words: string, value: object): void => {
    stage.call(
      () => words,
      () => value,
    );
  };
  const server = scripted(stage, script, {
    asked: (ask, from, answer) =>
      note(`a ${ask} from ${from === '' ? 'the newest' : from} is asked for`, {
        ...{ ask, from, answer },
      }),
    ended: (end, told, lasted) =>
      note('the watch comes to its end', { ...{ end, told, lasted } }),
  });
  stage.atEnd('the server', () => ({ 'open watches': server.open() }));
  const sink: Sink<KubeObject> = {
    replace: ({ items, resourceVersion }) =>
      note('the copy is replaced', {
        copy: `version ${resourceVersion}: ${items.map(nameOf).join(' ') || 'nothing'}`,
      }),
    apply: (event) =>
      note('the copy is told', {
        copy:
          event.type === 'BOOKMARK'
            ? `bookmark ${event.resourceVersion}`
            : `${event.type} ${nameOf(event.object)}`,
      }),
  };
  const client = doors.createClient(server.handle).resource(PODS);
  const reflector = doors.createReflector(stage.world, client, sink);
  const run = stage.callAsync(
    () => 'run the reflector',
    () => reflector.run(),
    { noted: 'at its end' },
  );
  await stage.callAsync(
    () => `wait ${WHOLE_MS / 60_000} minutes`,
    () => stage.world.clock.advance(WHOLE_MS),
  );
  stage.call(
    () => 'stop the reflector',
    () => reflector.stop(),
  );
  await stage.world.clock.settle();
  await run;
}

function nameOf({ metadata }: KubeObject): string {
  return `${metadata.name}@${metadata.resourceVersion}`;
}
