import { outcome } from './compare.ts';
import { startPeer } from './peer.ts';
import { Ours, Theirs, type WholeOp } from './sides.ts';
const peer = await startPeer();
async function both(ops: WholeOp[]) {
  const ours = new Ours(); const theirs = await Theirs.empty(peer);
  for (const op of ops) {
    const a = await outcome(() => ours.ask(op)); const b = await outcome(() => theirs.ask(op));
    if (JSON.stringify(a) !== JSON.stringify(b)) console.log(op.op, a, b);
  }
  await theirs.settle(() => ours.mark()); ours.read();
  console.log(JSON.stringify(ours.told)); console.log(JSON.stringify(theirs.told)); theirs.close();
}
const put = (key: string): WholeOp => ({ op: 'put', request: { key } });
const del = (key: string): WholeOp => ({ op: 'deleteRange', request: { key } });
const watch = (startRevision: number): WholeOp => ({ op: 'watch', request: { key: '\0', rangeEnd: '\0', startRevision } });
const compact = (revision: number): WholeOp => ({ op: 'compact', request: { revision } });
console.log('tombstone'); await both([put('a'), put('b'), del('a'), put('c'), compact(4), watch(4)]);
console.log('early'); await both([put('a'), put('b'), put('c'), compact(3), watch(2), watch(-1)]);
console.log('put at compacted'); await both([put('a'), put('b'), put('a'), put('c'), compact(3), watch(3)]);
console.log('compact 0'); await both([compact(0), compact(-1)]);
await peer.stop();
const fresh = await startPeer();
for (const r of [-5, -1, 0, 0, 1, 1]) console.log('fresh compact', r, await outcome(() => fresh.compact(r)));
const s = fresh.stream(); await fresh.put({key:'a'});
await s.watch({key: 'a', startRevision: 1}); s.close(); 
await fresh.stop();
