// A LIST of 5,000 pods over HTTP, beside a server that writes its JSON anew each time.

import type { Servers } from './apiserver.ts';
import { pod } from './apiserver-objects.ts';
import { figures, row } from './figures.ts';
import { get, load, post } from './http-load.ts';

const PODS = '/api/v1/namespaces/kube-system/pods';
const ROUNDS = 15;

export async function lists({ port, bare }: Servers): Promise<void> {
  const timed = async (to: number, request: string): Promise<number> => {
    const { times, failed } = await load(to, {
      ...{ clients: 1, count: 1, request: () => request },
    });
    if (failed > 0) throw new Error('a request was refused');
    return times[0] ?? 0;
  };
  const plain: number[] = [];
  const kept: number[] = [];
  const same: number[] = [];
  const changed: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    plain.push(await timed(bare, get('/list')));
    kept.push(await timed(bare, get('/kept')));
    same.push(await timed(port, get(PODS)));
    await timed(port, post(PODS, JSON.stringify(pod(`more-${round}`))));
    changed.push(await timed(port, get(PODS)));
    await timed(port, get(PODS));
  }
  const [, of = 0] = figures(plain);
  const ratio = (times: readonly number[]): number => of / (figures(times)[1] ?? 1);
  console.log(row('LIST of 5000 pods by JSON.stringify, ms', plain));
  console.log(row('a constant Buffer of them: the wire alone, ms', kept));
  console.log(row('LIST of them, one is new, ms', changed));
  console.log(`  ${ratio(changed).toFixed(1)} times as fast   wanted: 6`);
  console.log(row('LIST of them, nothing changed, ms', same));
  console.log(`  ${ratio(same).toFixed(1)} times as fast   wanted: 15`);
}
