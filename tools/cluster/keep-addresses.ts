// What Services have is known to the allocators: at the start that of those that are stored,
// and later that some are gone.

import type { Handler, UserInfo } from '#apiserver';
import { createClient, createInformer } from '#client';
import type { Service, ServiceAddresses } from '#services';
import type { World } from '#world';

const SERVER: UserInfo = { name: 'system:apiserver', groups: ['system:masters'] };

/** Fulfilled when all that is stored is known. */
export async function keepAddresses(
  world: World,
  handle: Handler,
  { adopt, release }: ServiceAddresses,
): Promise<{ stop(): void }> {
  const client = createClient(handle, { user: SERVER });
  const services = client.resource<Service>({
    ...{ group: '', version: 'v1', resource: 'services', namespaced: true },
  });
  const informer = createInformer(world, services);
  informer.listen((delta) => {
    if (delta.type === 'Deleted') release(delta.object);
    else adopt(delta.object);
  });
  const run = informer.run();
  run.catch(() => {});
  await informer.whenSynced();
  return { stop: () => informer.stop() };
}
