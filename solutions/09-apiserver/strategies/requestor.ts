// Who asks for a certificate is what the server knows of the request, whatever its body
// says. An admission plugin, as no strategy knows who asks.
// Source: k8s.io/kubernetes pkg/registry/certificates/certificates/strategy.go
// (PrepareForCreate, PrepareForUpdate), 1.33. Engine room: not told line by line. Chapter 09.

import type { KubeObject } from '#objects';
import { changed } from '../defaults/filling.ts';
import type { AdmissionPlugin, Attributes } from '../types.ts';
import { at, recordAt } from '../values.ts';
import { ofObject } from './strategy.ts';

const NAMES = ['username', 'uid', 'groups', 'extra'] as const;

export const requestor: AdmissionPlugin = {
  name: 'CertificateRequestor',
  admit(attributes) {
    const { resource, object, operation } = attributes;
    if (object === undefined) throw new Error('requestor: an object was expected');
    if (resource.resource !== 'certificatesigningrequests') return object;
    return operation === 'CREATE'
      ? signed(object, attributes)
      : kept(object, attributes);
  },
};

function signed(object: KubeObject, { user }: Attributes): KubeObject {
  const { name, uid, groups, extra } = user;
  return withRequestor(object, {
    username: name,
    ...(uid === undefined ? {} : { uid }),
    groups,
    ...(extra === undefined ? {} : { extra }),
  });
}

/** A request stays that of who made it, and for what it was made. */
function kept(object: KubeObject, { oldObject }: Attributes): KubeObject {
  const spec = at(oldObject, 'spec');
  return spec === undefined
    ? object
    : ofObject((made) => ({ ...made, spec }))(object);
}

function withRequestor(
  object: KubeObject,
  who: Readonly<Record<string, unknown>>,
): KubeObject {
  return ofObject((made) =>
    changed(made, 'spec', (spec) => {
      const names: readonly string[] = NAMES;
      const rest = Object.entries(spec).filter(([name]) => !names.includes(name));
      return { ...Object.fromEntries(rest), ...recordAt({ who }, 'who') };
    }),
  )(object);
}
