// An assembled cluster for tests, without a socket: requests in, parsed answers out.

import { type ApiRequest, memoryStorage, type UserInfo } from '#apiserver';
import { newTokenKeyPem, tokenKeyOf } from '#gates/node';
import { createVirtualWorld, type VirtualWorld } from '#world';
import { type Assembled, assemble } from './assemble.ts';

export const ADMIN: UserInfo = { name: 'admin', groups: ['system:masters'] };

export interface Asked {
  readonly code: number;
  /** Whatever its JSON holds, or else its text. */
  readonly body: ReturnType<typeof JSON.parse>;
  readonly stream: AsyncIterable<Uint8Array | string> | undefined;
}

export interface Question {
  readonly method?: string;
  readonly url: string;
  readonly body?: unknown;
  /** A user, a token, or undefined for nobody. */
  readonly as?: UserInfo | string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface TestCluster {
  readonly world: VirtualWorld;
  readonly server: Assembled;
  ask(question: Question): Promise<Asked>;
  /** Until the copies have seen what was written. */
  rest(): Promise<void>;
}

/** Open, unless `isOpen` is false. */
export async function testCluster(isOpen: boolean = true): Promise<TestCluster> {
  const world = createVirtualWorld({ seed: 1 });
  const server = assemble({
    ...{ world, clock: world.clock, storage: memoryStorage(), doors: [] },
    ...{ tokenKey: tokenKeyOf(newTokenKeyPem()), isAudited: true },
  });
  const rest = async (): Promise<void> => {
    for (let round = 0; round < 3; round++) {
      for (let turn = 0; turn < 100; turn++) await Promise.resolve();
      await server.settled();
    }
  };
  if (isOpen) {
    await server.open({ server: 'https://127.0.0.1:6443', caPem: '' });
    await rest();
  }
  return { world, server, rest, ask: (question) => ask(server, question) };
}

async function ask(server: Assembled, question: Question): Promise<Asked> {
  const { method = 'GET', url, body, as, headers = {} } = question;
  const isToken = typeof as === 'string';
  const request: ApiRequest = {
    ...{ method, url },
    headers: {
      'content-type': 'application/json',
      ...headers,
      ...(isToken ? { authorization: `Bearer ${as}` } : {}),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(isToken || as === undefined ? {} : { user: as }),
  };
  const { code, body: said = '', stream } = await server.handle(request);
  const text = typeof said === 'string' ? said : new TextDecoder().decode(said);
  const parsed: unknown = text.startsWith('{') ? JSON.parse(text) : text;
  return { code, body: parsed, stream };
}
