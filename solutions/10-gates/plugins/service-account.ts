// ServiceAccount: who a Pod is when it asks the API server, and the token that says so.
// kubernetes: plugin/pkg/admission/serviceaccount/admission.go in 1.36. Chapter 10.
// Engine room: not told line by line.

import type { Attributes } from '#apiserver';
import { forbidden, type KubeObject } from '#objects';
import { type Millis, millis, type World } from '#world';
import {
  type Fields,
  fieldsOf,
  isPodWrite,
  listOf,
  textOf,
  withSpec,
} from '../as.ts';
import type { GatePlugin } from '../chain.ts';
import type { Reader } from '../reader.ts';
import type { Container } from '../types.ts';

const MOUNT_PATH = '/var/run/secrets/kubernetes.io/serviceaccount';
const MIRROR = 'kubernetes.io/config.mirror';
/** How long the token of a Pod lives, in seconds: an hour and seven. */
export const POD_TOKEN_SECONDS: number = 3607;
const ALPHABET = 'bcdfghjklmnpqrstvwxz2456789';

/** How often the account that every namespace gets is looked for, and how far apart. */
const DEFAULT_TRIES = 10;
const RETRY_MS: Millis = millis(100);

/** Asks the server itself for an account, where the copy has none yet. */
export type LiveAccount = (
  namespace: string,
  name: string,
) => Promise<KubeObject | undefined>;

export function createServiceAccountPlugin(
  reader: Reader,
  world: World,
  live: LiveAccount,
): GatePlugin {
  return {
    name: 'ServiceAccount',
    async admit(attributes) {
      const { object, operation, namespace, resource, name } = attributes;
      if (object === undefined) throw new TypeError('admit wants an object');
      if (operation !== 'CREATE' || !isPodWrite(attributes)) return object;
      if (isMirror(object)) {
        checkMirror(attributes);
        return object;
      }
      const spec = fieldsOf(fieldsOf(object).spec);
      const account = textOf(spec.serviceAccountName) || 'default';
      const found =
        reader.get('serviceaccounts', namespace, account) ??
        (await lookedFor(() => live(namespace, account), account, world));
      if (found === undefined) {
        const why = `error looking up service account ${namespace}/${account}: serviceaccount ${JSON.stringify(account)} not found`;
        throw forbidden(resource, name, why);
      }
      const named = withSpec(object, {
        serviceAccountName: account,
        serviceAccount: account,
        ...pullSecrets(spec, found),
      });
      return wantsToken(spec, found) ? withToken(named, world) : named;
    },
    validate(attributes) {
      const { object, operation } = attributes;
      if (object === undefined || operation !== 'CREATE') return;
      if (isPodWrite(attributes) && isMirror(object)) checkMirror(attributes);
    },
  };
}

/** Asked in both rounds: a webhook may have named an account meanwhile. */
function checkMirror({ object, resource, name }: Attributes): void {
  if (textOf(fieldsOf(fieldsOf(object).spec).serviceAccountName) === '') return;
  throw forbidden(
    resource,
    name,
    'a mirror pod may not reference service accounts',
  );
}

/** In a new namespace the default account is made a moment after the namespace. */
async function lookedFor(
  live: () => Promise<KubeObject | undefined>,
  account: string,
  { clock }: World,
): Promise<KubeObject | undefined> {
  const tries = account === 'default' ? DEFAULT_TRIES : 1;
  for (let i = 0; i < tries; i++) {
    if (i > 0) await clock.sleep(RETRY_MS);
    const found = await live();
    if (found !== undefined) return found;
  }
  return undefined;
}

const isMirror = ({ metadata }: KubeObject): boolean =>
  metadata.annotations?.[MIRROR] !== undefined;

function pullSecrets(spec: Fields, account: KubeObject): Fields {
  const own = listOf(spec.imagePullSecrets);
  const given = listOf(fieldsOf(account).imagePullSecrets);
  return own.length === 0 && given.length > 0 ? { imagePullSecrets: given } : {};
}

/** The Pod says first whether it wants one, then its account; else it gets one. */
function wantsToken(spec: Fields, account: KubeObject): boolean {
  const said =
    spec.automountServiceAccountToken ??
    fieldsOf(account).automountServiceAccountToken;
  return said !== false;
}

/** Mounts a token of the account into every container that has nothing there. */
function withToken(object: KubeObject, { chance }: World): KubeObject {
  const spec = fieldsOf(fieldsOf(object).spec);
  const volumes = listOf(spec.volumes);
  const there = volumes.find((one) =>
    textOf(fieldsOf(one).name).startsWith('kube-api-access-'),
  );
  const letters = Array.from({ length: 5 }, () => chance.pick([...ALPHABET]));
  const name =
    there === undefined
      ? `kube-api-access-${letters.join('')}`
      : textOf(fieldsOf(there).name);
  let isUsed = false;
  const mount = { name, readOnly: true, mountPath: MOUNT_PATH };
  const mounted = (list: unknown): unknown[] =>
    listOf(list).map((one) => {
      const mounts = listOf(fieldsOf(one).volumeMounts);
      if (mounts.some((at) => fieldsOf(at).mountPath === MOUNT_PATH)) return one;
      isUsed = true;
      return { ...fieldsOf(one), volumeMounts: [...mounts, mount] };
    });
  const containers = mounted(spec.containers) as readonly Container[];
  const init = spec.initContainers;
  const more = {
    containers,
    ...(init === undefined ? {} : { initContainers: mounted(init) }),
  };
  if (!isUsed) return object;
  const all = there === undefined ? [...volumes, tokenVolume(name)] : volumes;
  return withSpec(object, { ...more, volumes: all });
}

function tokenVolume(name: string): Fields {
  const items = [{ key: 'ca.crt', path: 'ca.crt' }];
  const fieldRef = { apiVersion: 'v1', fieldPath: 'metadata.namespace' };
  return {
    name,
    projected: {
      defaultMode: 420,
      sources: [
        {
          serviceAccountToken: {
            expirationSeconds: POD_TOKEN_SECONDS,
            path: 'token',
          },
        },
        { configMap: { name: 'kube-root-ca.crt', items } },
        { downwardAPI: { items: [{ path: 'namespace', fieldRef }] } },
      ],
    },
  };
}
