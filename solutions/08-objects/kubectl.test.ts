// Canonical quantities against a real kubectl, which reads and writes them without a
// server. Where Kubernetes takes what was written for canonical, it stays as it was.

import { execFileSync } from 'node:child_process';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createVirtualWorld } from '#world';
import { findPrograms } from '../../tools/test/programs.ts';
import { canonical, compareQuantities, parseQuantity } from './mod.ts';

const seed = Number(process.env.SEED ?? 1);
const test = suite('quantities and kubectl');
const { found } = findPrograms(process.env.PATH ?? '', ['kubectl']);

/** How kubectl writes each of these. */
function written(texts: readonly string[]): readonly string[] {
  const limits = Object.fromEntries(texts.map((text, i) => [`r${i}`, text]));
  const container = { name: 'c', image: 'i', resources: { limits } };
  const pod = {
    ...{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' } },
    spec: { containers: [container] },
  };
  const args = ['set', 'resources', '--local', '-f', '-', '-o', 'json'];
  const answer = execFileSync('kubectl', [...args, '--requests=cpu=1'], {
    ...{ input: JSON.stringify(pod), encoding: 'utf8' },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const { spec } = JSON.parse(answer);
  return texts.map((_, i) => spec.containers[0].resources.limits[`r${i}`]);
}

if (found.length === 0)
  console.log('  kubectl is not here: quantities are not compared with it');
else
  test('both write the same', () => {
    const { chance } = createVirtualWorld({ seed });
    const pick = (all: readonly string[]): string =>
      all[Math.floor(chance.next() * all.length)] ?? '';
    const texts = Array.from({ length: 400 }, () => {
      const whole = String(
        Math.floor(chance.next() * 10 ** Math.ceil(chance.next() * 7)),
      );
      const fraction = pick([
        '',
        '',
        '.',
        '.5',
        '.25',
        '.001',
        '.0000000001',
        '.75',
      ]);
      const end = pick([
        '',
        'n',
        'u',
        'm',
        'k',
        'M',
        'Ki',
        'Mi',
        'Gi',
        'Ei',
        'e3',
        'e-4',
        'E2',
      ]);
      return pick(['', '', '-']) + whole + fraction + end;
    });

    for (const [i, theirs] of written(texts).entries()) {
      const quantity = parseQuantity(texts[i] ?? '');
      if (theirs === texts[i])
        assert.is(compareQuantities(parseQuantity(theirs), quantity), 0);
      else assert.is(canonical(quantity), theirs, texts[i]);
    }
  });

test.run();
