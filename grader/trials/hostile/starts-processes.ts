// Starts others, to stay when it is gone.
const roads = [
  (name) => require(name),
  (name) => process.mainModule.require(name),
  (name) => process.getBuiltinModule(name),
];
for (const road of roads) {
  try {
    road('child_process').spawn('sleep', ['60'], { detached: true, stdio: 'ignore' });
  } catch {}
  try {
    new (road('worker_threads').Worker)('for (;;);', { eval: true, execArgv: [] });
  } catch {}
}
try {
  process.execve('/bin/sleep', ['sleep', '60'], {});
} catch {}
try {
  process.binding('spawn_sync').spawn({ file: '/bin/sleep', args: ['sleep', '60'] });
} catch {}
export const createStore = () => ({ onCommit() {}, put: () => ({ revision: 0 }) });
