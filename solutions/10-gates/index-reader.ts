// A copy of what the gates look up, fed by one watch for each resource: chapter 12 builds
// the real thing. It begins with what is there, and is as old as its last event. Chapter 10.
// Engine room: not told line by line.

import type { KubeObject } from '#objects';
import { type Millis, millis, type World } from '#world';
import { fieldsOf, textOf } from './as.ts';
import { asObject, type Loopback, type LoopbackAnswer } from './client.ts';
import type { Kinds } from './kinds.ts';
import type { Reader } from './reader.ts';

const RBAC = '/apis/rbac.authorization.k8s.io/v1';
const WEBHOOKS = '/apis/admissionregistration.k8s.io/v1';

/** Where each of them is listed. */
export const PLACES: Readonly<Record<keyof Kinds, string>> = {
  clusterrolebindings: RBAC,
  clusterroles: RBAC,
  limitranges: '/api/v1',
  mutatingwebhookconfigurations: WEBHOOKS,
  namespaces: '/api/v1',
  nodes: '/api/v1',
  pods: '/api/v1',
  priorityclasses: '/apis/scheduling.k8s.io/v1',
  resourcequotas: '/api/v1',
  rolebindings: RBAC,
  roles: RBAC,
  serviceaccounts: '/api/v1',
  validatingwebhookconfigurations: WEBHOOKS,
};

export interface IndexReader extends Reader {
  /** Called after each change that has come. */
  onChange(listener: (resource: keyof Kinds, object: KubeObject) => void): void;
  /** Lists all, then watches until it's closed. Fulfilled when all is there. */
  start(loopback: Loopback): Promise<void>;
  /** What it has not listed yet. */
  missing(): readonly string[];
  close(): void;
}

type ByName = Map<string, KubeObject>;
type Listener = (resource: keyof Kinds, object: KubeObject) => void;

export function createIndexReader(
  world: World,
  resources: readonly (keyof Kinds)[] = ALL,
): IndexReader {
  return new Index(world, resources);
}

const ALL = Object.keys(PLACES) as readonly (keyof Kinds)[];

/** How long a list that was refused is left alone, before it is asked for again. */
const RETRY_MS: Millis = millis(1_000);

class Index implements IndexReader {
  readonly #world: World;
  readonly #resources: readonly (keyof Kinds)[];
  readonly #objects = new Map<string, Map<string, ByName>>();
  /** Lists in the order of names, until something in them changes. */
  readonly #lists = new Map<string, readonly KubeObject[]>();
  readonly #listeners: Listener[] = [];
  readonly #ends: AbortController[] = [];
  readonly #missing: Set<string>;
  #isClosed = false;

  constructor(world: World, resources: readonly (keyof Kinds)[]) {
    this.#world = world;
    this.#resources = resources;
    this.#missing = new Set(resources);
  }

  get<K extends keyof Kinds>(resource: K, namespace: string, name: string) {
    const found = this.#objects.get(resource)?.get(namespace)?.get(name);
    return found as Kinds[K] | undefined;
  }

  list<K extends keyof Kinds>(resource: K, namespace: string) {
    const key = `${resource}/${namespace}`;
    let list = this.#lists.get(key);
    if (list === undefined) {
      const found = [...(this.#objects.get(resource)?.get(namespace) ?? [])];
      list = found.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, object]) => object);
      this.#lists.set(key, list);
    }
    return list as readonly Kinds[K][];
  }

  onChange(listener: Listener): void {
    this.#listeners.push(listener);
  }

  async start(loopback: Loopback): Promise<void> {
    const starts = this.#resources.map((one) => this.#follow(loopback, one));
    await Promise.all(starts);
  }

  missing(): readonly string[] {
    return [...this.#missing];
  }

  close(): void {
    this.#isClosed = true;
    for (const end of this.#ends.splice(0)) end.abort();
  }

  async #follow(loopback: Loopback, resource: keyof Kinds): Promise<void> {
    const url = `${PLACES[resource]}/${resource}`;
    const { code, body } = await this.#listed(loopback, url);
    // A server that doesn't have the kind has none of it.
    if (code === 404) return void this.#missing.delete(resource);
    if (code !== 200) return;
    const { items, metadata } = fieldsOf(body);
    this.#objects.delete(resource);
    for (const key of this.#lists.keys())
      if (key.startsWith(`${resource}/`)) this.#lists.delete(key);
    for (const item of Array.isArray(items) ? items : [])
      this.#put(resource, asObject(item));
    this.#missing.delete(resource);
    const version = textOf(fieldsOf(metadata).resourceVersion);
    void this.#watch(
      loopback,
      resource,
      `${url}?watch=true&resourceVersion=${version}`,
    );
  }

  /** The list, as soon as there is one: what is known by then stays until then. */
  async #listed(loopback: Loopback, url: string): Promise<LoopbackAnswer> {
    let answer = await loopback.send('GET', url);
    while (answer.code !== 200 && answer.code !== 404 && !this.#isClosed) {
      await this.#world.clock.sleep(RETRY_MS);
      answer = await loopback.send('GET', url);
    }
    return answer;
  }

  async #watch(
    loopback: Loopback,
    resource: keyof Kinds,
    url: string,
  ): Promise<void> {
    const end = new AbortController();
    this.#ends.push(end);
    const { stream } = await loopback.watch(url, end.signal);
    if (stream !== undefined)
      for await (const line of stream) {
        const text =
          typeof line === 'string' ? line : new TextDecoder().decode(line);
        const { type, object } = fieldsOf(JSON.parse(text));
        if (type === 'ERROR') break;
        if (type === 'BOOKMARK') continue;
        this.#change(resource, textOf(type), asObject(object));
      }
    // The watch has fallen behind: begin again with what is there.
    this.#ends.splice(this.#ends.indexOf(end), 1);
    if (!this.#isClosed) await this.#follow(loopback, resource);
  }

  #change(resource: keyof Kinds, type: string, object: KubeObject): void {
    if (type === 'DELETED') this.#remove(resource, object);
    else this.#put(resource, object);
    for (const listener of this.#listeners) listener(resource, object);
  }

  #put(resource: keyof Kinds, object: KubeObject): void {
    const { namespace = '', name = '' } = object.metadata;
    this.#byName(resource, namespace).set(name, object);
    this.#lists.delete(`${resource}/${namespace}`);
  }

  #remove(resource: keyof Kinds, { metadata }: KubeObject): void {
    const { namespace = '', name = '' } = metadata;
    this.#byName(resource, namespace).delete(name);
    this.#lists.delete(`${resource}/${namespace}`);
  }

  #byName(resource: keyof Kinds, namespace: string): ByName {
    const ofResource = this.#objects.get(resource) ?? new Map<string, ByName>();
    this.#objects.set(resource, ofResource);
    const byName: ByName = ofResource.get(namespace) ?? new Map();
    ofResource.set(namespace, byName);
    return byName;
  }
}
