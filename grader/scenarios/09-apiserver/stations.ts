// What stands on the road of a server in programs that look at it: two filters, a plugin
// that changes, the checks of the kind, and a plugin that looks. Each says what comes by,
// and some do what a Pod's spec asks of them.

import type {
  AdmissionPlugin,
  ApiServerOptions,
  Attributes,
  Filter,
  Strategy,
} from '#apiserver';
import type { FieldError, KubeObject } from '#objects';
import type { Parts } from '../../core/scenario.ts';

type Says = (what: string) => void;
type Spec = Readonly<Record<string, unknown>>;

export function stations(
  { objects }: Parts,
  says: Says,
): Pick<ApiServerOptions, 'filters' | 'admission' | 'strategies'> {
  const no = (who: string): Error =>
    objects.forbidden({ group: '', resource: 'pods' }, 'a', `${who} says no`);
  return {
    filters: [filter('outer', says, no), filter('inner', says, no)],
    admission: [looks(says, no), adds(says)],
    strategies: { '/pods': kind(says) },
  };
}

function filter(name: string, says: Says, no: (who: string) => Error): Filter {
  return async ({ user, info, query }, next) => {
    says(`${name}: ${user.name} wants to ${info.verb} ${info.resource}`);
    if (query.get('refuse') === name) throw no(name);
    const answer = await next();
    says(`${name}: it is answered with ${answer.code}`);
    return answer;
  };
}

/** Puts a sidecar beside what asks for one. */
function adds(says: Says): AdmissionPlugin {
  return {
    name: 'adds',
    admit(attributes) {
      says(`adds: ${seen(attributes)}`);
      const { object } = attributes;
      if (object === undefined) throw new TypeError('nothing to admit');
      if (specOf(object).wants === undefined) return object;
      return withSpec(object, { sidecar: specOf(object).wants });
    },
  };
}

/** Looks, warns, refuses what asks for it, and writes on the old object if it can. */
function looks(says: Says, no: (who: string) => Error): AdmissionPlugin {
  return {
    name: 'looks',
    validate(attributes) {
      says(`looks: ${seen(attributes)}`);
      const { object, oldObject } = attributes;
      const { refuse, warn } = specOf(object ?? oldObject);
      if (warn !== undefined) {
        attributes.warn('mind "this"');
        attributes.warn('and that');
        attributes.warn('and that');
      }
      if (oldObject?.metadata.labels !== undefined)
        Reflect.set(oldObject.metadata.labels, 'x', 'written on');
      if (refuse === attributes.operation) throw no('looks');
    },
  };
}

/** A sidecar without an image is given one; what says that it's bad is. */
function kind(says: Says): Strategy {
  const faultsOf = (object: KubeObject): readonly FieldError[] => {
    const { sidecar, image, bad } = specOf(object);
    says(`the kind: ${sidecar === undefined ? 'alone' : `with ${image}`}`);
    if (bad === undefined) return [];
    const detail = 'it says so itself';
    return [{ type: 'FieldValueForbidden', field: 'spec.bad', detail }];
  };
  return {
    defaults(object) {
      const { sidecar, image } = specOf(object);
      if (sidecar === undefined || image !== undefined) return object;
      return withSpec(object, { image: 'busybox' });
    },
    validate: faultsOf,
    validateUpdate: faultsOf,
  };
}

function seen({ operation, object, oldObject }: Attributes): string {
  return `${operation} ${told(object)} in place of ${told(oldObject)}`;
}

function told(object: KubeObject | undefined): string {
  return object === undefined ? 'nothing' : JSON.stringify(specOf(object));
}

function specOf(object: KubeObject | undefined): Spec {
  const { spec = {} }: KubeObject & { readonly spec?: Spec } = object ?? {
    ...{ apiVersion: '', kind: '', metadata: {} },
  };
  return spec;
}

function withSpec(object: KubeObject, more: Spec): KubeObject {
  return { ...object, ...{ spec: { ...specOf(object), ...more } } };
}
