// @kubernetes/client-node, where .ci/run has laid it: a client that is not ours. It is no
// dependency: with all that it wants it is 72 MB, and one test uses it.

import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const FOLDER = '/opt/kubewright-client-node/node_modules/@kubernetes/client-node';

/** Loads it. Where it is absent, it says aloud what `purpose` goes without. */
export async function findPeer(purpose: string): Promise<Peer | undefined> {
  const file = `${FOLDER}/dist/index.js`;
  if (existsSync(file)) return await import(pathToFileURL(file).href);
  const how = 'Root can install it with .ci/run programs.';
  console.error(
    `\n  !!  No @kubernetes/client-node here: ${purpose} is NOT tried. ${how}\n`,
  );
  return undefined;
}

/** Of its types, as much as we ask for. */
export interface Peer {
  readonly KubeConfig: new () => PeerConfig;
  readonly KubernetesObjectApi: { makeApiClient(config: PeerConfig): PeerApi };
  readonly PatchStrategy: Readonly<Record<Strategy, string>>;
  readonly Watch: new (
    config: PeerConfig,
  ) => {
    watch(
      path: string,
      query: Readonly<Record<string, string | boolean>>,
      onEvent: (type: string, object: PeerObject) => void,
      onEnd: (error: unknown) => void,
    ): Promise<AbortController>;
  };
  makeInformer(
    config: PeerConfig,
    path: string,
    list: () => Promise<PeerList>,
  ): PeerInformer;
}

type Strategy =
  | 'JsonPatch'
  | 'MergePatch'
  | 'StrategicMergePatch'
  | 'ServerSideApply';

export interface PeerConfig {
  loadFromFile(file: string): void;
}

export interface PeerObject {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly uid?: string;
    readonly resourceVersion?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly managedFields?: readonly { readonly manager?: string }[];
  };
  readonly [field: string]: unknown;
}

export interface PeerList {
  readonly items: readonly PeerObject[];
  readonly metadata?: { readonly resourceVersion?: string };
}

export interface PeerApi {
  create(object: PeerObject): Promise<PeerObject>;
  read(object: PeerObject): Promise<PeerObject>;
  replace(object: PeerObject): Promise<PeerObject>;
  delete(object: PeerObject): Promise<PeerObject>;
  list(apiVersion: string, kind: string, namespace: string): Promise<PeerList>;
  patch(
    object: unknown,
    pretty: undefined,
    dryRun: undefined,
    manager: string | undefined,
    force: boolean | undefined,
    strategy: string,
  ): Promise<PeerObject>;
}

export interface PeerInformer {
  on(
    event: 'add' | 'update' | 'delete',
    listener: (object: PeerObject) => void,
  ): void;
  get(name: string, namespace: string): PeerObject | undefined;
  start(): Promise<void>;
  stop(): Promise<void>;
}
