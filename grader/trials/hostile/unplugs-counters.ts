// Tries to put the counters out of the way before it loops.
const nothing = (_, value) => value;
try {
  eval('$kw_turn = nothing');
} catch {}
try {
  eval('$kw = () => ({ turn: nothing })');
} catch {}
for (const list of [Array.prototype, Uint32Array.prototype]) list.fill = nothing;
Number.prototype.valueOf = () => 0;
Math.floor = () => 0;
export const createStore = () => ({
  onCommit() {},
  put() {
    for (;;);
  },
});
