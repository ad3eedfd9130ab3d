import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { CONTROLLERS } from './controllers.ts';
import { Misunderstood, readFlags } from './flags.ts';

const test = suite('flags of npm run cluster');

function refusal(...words: string[]): string {
  try {
    readFlags(words);
  } catch (error) {
    if (error instanceof Misunderstood) return error.message;
    throw error;
  }
  throw new Error(`"${words.join(' ')}" was understood`);
}

test('without flags it is TLS on 6443, and nothing is kept', () => {
  assert.equal(readFlags([]), {
    ...{ port: undefined, securePort: 6443, data: undefined, etcd: undefined },
    ...{ virtualClock: false, kubeconfig: undefined, seed: undefined },
    ...{ nodes: 0, mine: undefined, schedulerConfig: undefined },
    controllers: new Set(CONTROLLERS),
  });
});

test('--insecure is plain HTTP on 8080, with TLS beside it if asked for', () => {
  const plain = readFlags(['--insecure']);
  const both = readFlags(['--insecure', '--secure-port', '7000', '--port', '80']);

  assert.ok(plain !== 'help' && both !== 'help');
  assert.equal([plain.port, plain.securePort], [8080, undefined]);
  assert.equal([both.port, both.securePort], [80, 7000]);
});

test('how the tests of the course start it is understood', () => {
  const words = '--port 0 --insecure --ephemeral --nodes 0 --virtual-clock';
  const flags = readFlags(words.split(' '));

  assert.ok(flags !== 'help' && flags.virtualClock);
});

test('as many nodes as Kubernetes carries, and none if nobody asks', () => {
  const read = readFlags(['--nodes', '3']);

  assert.ok(read !== 'help');
  assert.is(read.nodes, 3);
  assert.match(refusal('--nodes', '5001'), /up to 5000/);
});

test('controllers are chosen as kube-controller-manager chooses them', () => {
  const chosen = (list: string): readonly string[] => {
    const flags = readFlags([`--controllers=${list}`]);
    return flags === 'help' ? [] : [...flags.controllers];
  };

  assert.equal(chosen('*'), CONTROLLERS);
  assert.equal(chosen('scheduler'), ['scheduler']);
  assert.equal(
    chosen('*,-scheduler'),
    CONTROLLERS.filter((name) => name !== 'scheduler'),
  );
  assert.equal(chosen(''), []);
  assert.equal(chosen('-scheduler'), []);
  assert.is(
    refusal('--controllers', '*,nodes'),
    `--controllers: expected '*' or names of ${CONTROLLERS.join(', ')}, found "nodes"`,
  );
});

test('controllers go by the names that they had before', () => {
  const flags = readFlags(['--controllers', 'endpointslice,-endpoint']);

  assert.ok(flags !== 'help');
  assert.equal([...flags.controllers], ['endpointslice-controller']);
});

test('what is wrong is said in one sentence', () => {
  const said = [
    refusal('--port', 'http'),
    refusal('--port', '65536'),
    refusal('--prot', '1'),
    refusal('now'),
    refusal('--port'),
    refusal('--data', 'a', '--ephemeral'),
    refusal('--data', 'a', '--etcd', 'http://127.0.0.1:2379'),
    refusal('--etcd', '127.0.0.1'),
    refusal('--port', '1', '--secure-port', '2'),
    refusal('--seed', '-1'),
  ];

  assert.is(said[0], '--port: expected a whole number up to 65535, found "http"');
  assert.match(said[2] ?? '', /--prot/);
  for (const text of said) {
    assert.not.match(text, /\n/);
    assert.ok(text.length > 10 && text.length < 120, text);
  }
});

test('an unknown flag is named, with the way to those there are', () => {
  assert.is(
    refusal('--nope'),
    "Unknown option '--nope'; npm run cluster -- --help names all flags",
  );
});

test.run();
