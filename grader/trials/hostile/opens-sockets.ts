// Calls home.
const Socket = process.stdout.constructor;
const roads = [
  () => new Socket().connect(Number('@PORT@'), '127.0.0.1'),
  () => Socket.prototype.connect.call(new Socket(), { port: Number('@PORT@') }),
  () => fetch('http://127.0.0.1:@PORT@/'),
  () => new WebSocket('ws://127.0.0.1:@PORT@/'),
  () => require('net').connect(Number('@PORT@')),
];
for (const road of roads) {
  try {
    road()?.catch?.(() => {});
  } catch {}
}
export const createStore = () => ({ onCommit() {}, put: () => ({ revision: 0 }) });
