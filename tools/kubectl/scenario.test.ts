import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { difference, readScenario } from './scenario.ts';

const test = suite('a scenario as text');

const TEXT = `# Pods come and go
# waits: 21 kubelet
# door: TLS

== pod.yaml ==
kind: Pod
==
$ kubectl create -f pod.yaml
pod/a created

$ kubectl delete pod a
[<1.34] pod "a" deleted
[>=1.34] pod "a" deleted from default namespace
[>=1.30] $ kubectl events
[>=1.30] No events found in default namespace.
$ kubectl get pod a
! Error from server (NotFound): pods "a" not found
? 1
`;

test('files, commands, output, errors and exit codes are told apart', () => {
  const read = readScenario(TEXT, 20);
  const { title, waits, files, steps } = read;

  assert.is(title, 'Pods come and go');
  assert.is(waits, '21 kubelet');
  assert.equal([read.isSecure, read.hasWebhooks], [true, false]);
  assert.equal(files, { 'pod.yaml': 'kind: Pod\n' });
  assert.equal(steps, [
    {
      command: 'kubectl create -f pod.yaml',
      ...{ stdout: ['pod/a created'], stderr: [], code: 0 },
    },
    {
      command: 'kubectl delete pod a',
      ...{ stdout: ['pod "a" deleted'], stderr: [], code: 0 },
    },
    {
      command: 'kubectl get pod a',
      ...{ stdout: [], code: 1 },
      stderr: ['Error from server (NotFound): pods "a" not found'],
    },
  ]);
});

test('a command of newer versions is theirs with all of its lines', () => {
  const { steps } = readScenario(TEXT, 35);

  assert.equal(
    steps.map(({ command }) => command.split(' ')[1]),
    ['create', 'delete', 'events', 'get'],
  );
  assert.equal(steps[1]?.stdout, ['pod "a" deleted from default namespace']);
});

test('ages, names and times may be any, all else must be the same', () => {
  const expected = ['NAME AGE', 'a-<any>  <age>', '<...>', 'end <time>'];

  assert.is(
    difference(
      ['NAME    AGE', 'a-<any>   <age>', '<...>', 'end <time>'],
      'NAME      AGE\na-x7k2p   3m12s\nb\nc\nend 2025-01-01T00:00:00Z\n',
    ),
    undefined,
  );
  assert.match(difference(expected, 'NAME   AGE\na-b   old\n') ?? '', /printed/);
  assert.is(difference([], ''), undefined);
  assert.match(difference([], 'something') ?? '', /something/);
  assert.is(difference(['a (b) [c] $d'], 'a (b) [c] $d\n'), undefined);
});

test.run();
