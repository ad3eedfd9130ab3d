// What chapter 10 promises about the work of a gate: one question costs what its answer
// needs, whatever else there is.

import type * as Gates from '#gates';
import type { Cost, Subject } from '../../core/scenario.ts';
import { bindingObject, infoOf, roleObject } from './stand.ts';

type Kinds = Gates.Kinds;

const WHO = { name: 'bob', groups: ['dev'] };
const RULES = [{ verbs: ['get'], apiGroups: [''], resources: ['pods'] }];
const ASKS = infoOf({ verb: 'get', resource: 'pods', namespace: 'home' });

/** A copy of a cluster that finds what it is asked for, and whose work is nobody's. */
function copyOf(
  lists: Readonly<Record<string, readonly Kinds[keyof Kinds][]>>,
): Gates.Reader {
  const names = new Map(
    Object.entries(lists).flatMap(([place, all]) =>
      all.map((one) => [`${place}/${one.metadata.name}`, one] as const),
    ),
  );
  const at = (resource: string, namespace: string): string =>
    `${resource}/${namespace}`;
  return {
    list: (resource, namespace) => (lists[at(resource, namespace)] ?? []) as never,
    get: (resource, namespace, name) =>
      names.get(`${at(resource, namespace)}/${name}`) as never,
  };
}

const subjects = [{ kind: 'User', name: 'bob' }];
const named = (n: number): string => `n${n + 1000}`;

function binding(n: number, namespace?: string): Gates.RoleBinding {
  const to = { kind: 'ClusterRole', name: named(n) };
  const of = namespace === undefined ? {} : { namespace };
  return bindingObject({ name: named(n), ...of, to, subjects });
}

function role(n: number): Gates.Role {
  return roleObject({ name: named(n), rules: RULES });
}

function question(
  what: string,
  among: string,
  lists: (numbers: readonly number[]) => Parameters<typeof copyOf>[0],
): Cost {
  return {
    // As few as show a walk: a question takes some twenty steps.
    ...{ what, among, few: 20 },
    prepare: (subject: Subject, many) => {
      const { createRbac } = subject as unknown as typeof Gates;
      const numbers = Array.from({ length: many }, (_, n) => n);
      const authorizer = createRbac(copyOf(lists(numbers)));
      return () => authorizer(WHO, ASKS);
    },
  };
}

export const questions: readonly Cost[] = [
  question('a question that the first binding answers', 'bindings', (numbers) => ({
    'clusterroles/': numbers.map(role),
    'clusterrolebindings/': numbers.map((n) => binding(n)),
  })),
  question('a question', 'roles', (numbers) => ({
    'clusterroles/': numbers.map(role),
    'clusterrolebindings/': [binding(numbers.length - 1)],
  })),
  question('a question about one namespace', 'namespaces', (numbers) => ({
    ...{ 'clusterroles/': [role(0)], 'rolebindings/home': [binding(0, 'home')] },
    'namespaces/': numbers.map((n) => ({
      ...{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: named(n) } },
    })),
    ...Object.fromEntries(
      numbers.map((n) => [`rolebindings/${named(n)}`, [binding(n, named(n))]]),
    ),
  })),
];
