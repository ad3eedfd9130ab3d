// Who has been given nothing reads and writes nothing: each verb of each kind, and of each
// part of it, through the server as the cluster has it.

import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Resource, UserInfo, Verb } from '#apiserver';
import { KUBERNETES } from '#apiserver/kubernetes';
import { ADMIN, type Question, testCluster } from './ask.ts';

const test = suite('an unbound user of a cluster');

const METHODS: Readonly<Record<Verb, string>> = {
  ...{ get: 'GET', list: 'GET', watch: 'GET', create: 'POST', update: 'PUT' },
  ...{ patch: 'PATCH', delete: 'DELETE', deletecollection: 'DELETE' },
};
const OF_ONE: ReadonlySet<Verb> = new Set(['get', 'update', 'patch', 'delete']);

/** One cell of the matrix: the request, and what it asks for in words. */
interface Cell extends Question {
  readonly verb: Verb;
  readonly what: string;
}

function* cells(): Generator<Cell> {
  for (const row of KUBERNETES.resources) {
    const { group, version, resource, namespaced, kind } = row;
    const root = group === '' ? `/api/${version}` : `/apis/${group}/${version}`;
    const inside = `${root}/namespaces/default/${resource}`;
    const places = namespaced
      ? [inside, `${root}/${resource}`]
      : [`${root}/${resource}`];
    const body = { metadata: { name: 'x' }, kind };
    for (const place of places)
      for (const verb of row.verbs) {
        // What is in a namespace is named with it.
        if (namespaced && place !== inside && !['list', 'watch'].includes(verb))
          continue;
        const one = OF_ONE.has(verb) ? '/x' : '';
        const query = verb === 'watch' ? '?watch=1' : '';
        const what = `${verb} ${place}`;
        yield { url: `${place}${one}${query}`, ...asking(verb, body), verb, what };
      }
    for (const { name, verbs } of row.subresources ?? [])
      for (const verb of verbs) {
        const place = namespaced ? inside : `${root}/${resource}`;
        const url = `${place}/x/${name}`;
        yield { url, ...asking(verb, body), verb, what: `${verb} ${url}` };
      }
  }
}

function asking(
  verb: Verb,
  body: object,
): Pick<Question, 'method' | 'body' | 'headers'> {
  const method = METHODS[verb];
  if (method === 'GET' || method === 'DELETE') return { method };
  if (verb !== 'patch') return { method, body };
  const headers = { 'content-type': 'application/merge-patch+json' };
  return { method, body: {}, headers };
}

/** What everybody with a name may ask about themselves: system:basic-user. */
function isAboutOneself({ url, method }: Question): boolean {
  return method === 'POST' && /\/selfsubject(?:access|rules)?reviews$/.test(url);
}

const NOBODIES: Readonly<Record<string, UserInfo | undefined>> = {
  'system:anonymous': undefined,
  bob: { name: 'bob', groups: [] },
  'system:serviceaccount:default:default': {
    name: 'system:serviceaccount:default:default',
    groups: ['system:serviceaccounts', 'system:serviceaccounts:default'],
  },
};

for (const [name, as] of Object.entries(NOBODIES))
  test(`${name} reads nothing and writes nothing`, async () => {
    const { ask } = await testCluster();
    const revision = async (): Promise<string> => {
      const { body } = await ask({ url: '/api/v1/namespaces', as: ADMIN });
      return body.metadata.resourceVersion;
    };
    const before = await revision();
    let asked = 0;
    for (const { what, ...question } of cells()) {
      if (as !== undefined && isAboutOneself(question)) continue;
      asked += 1;
      const { code, body } = await ask({ ...question, as });
      assert.is(code, 403, `${what} answered ${code}`);
      assert.match(body.message, `User "${name}" cannot `);
      assert.is(body.metadata.resourceVersion, undefined);
    }

    assert.ok(asked > 500, `${asked} cells`);
    assert.is(await revision(), before, 'nothing was written');
  });

/** Cells of one resource, so that the whole of them is small enough to bind each. */
const rows: readonly Resource[] = KUBERNETES.resources.filter(
  ({ resource, group }) => group === 'apps' || resource === 'configmaps',
);

test('one that may do one thing may do that and nothing else', async () => {
  const { ask, rest } = await testCluster();
  const rbac = '/apis/rbac.authorization.k8s.io/v1/namespaces/default';
  const metadata = { name: 'one' };
  const subjects = [{ kind: 'User', name: 'bob' }];
  const apiGroup = 'rbac.authorization.k8s.io';
  const roleRef = { kind: 'Role', name: 'one', apiGroup };
  const bob: UserInfo = { name: 'bob', groups: [] };
  const review = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews';
  const mayDo = async (row: Resource, verb: Verb): Promise<boolean> => {
    const about = { group: row.group, resource: row.resource, verb };
    const spec = { resourceAttributes: { ...about, namespace: 'default' } };
    const { body } = await ask({
      method: 'POST',
      url: review,
      body: { spec },
      as: bob,
    });
    return body.status.allowed;
  };
  await ask({
    ...{ method: 'POST', url: `${rbac}/rolebindings`, as: ADMIN },
    body: { metadata, subjects, roleRef },
  });
  for (const given of rows) {
    const { group, resource } = given;
    const verb: Verb = given.verbs[0] ?? 'get';
    const rules = [{ apiGroups: [group], resources: [resource], verbs: [verb] }];
    const url = `${rbac}/roles`;
    const { code } = await ask({
      ...{ method: 'POST', url, body: { metadata, rules }, as: ADMIN },
    });
    if (code === 409)
      await ask({
        ...{
          method: 'PUT',
          url: `${url}/one`,
          body: { metadata, rules },
          as: ADMIN,
        },
      });
    await rest();
    for (const row of rows)
      for (const other of row.verbs)
        assert.is(
          await mayDo(row, other),
          row === given && other === verb,
          `given ${verb} of ${resource}: ${other} of ${row.resource}`,
        );
  }
});

test.run();
