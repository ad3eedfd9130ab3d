// A turn of the host's own queue of tasks. It comes round when every promise that can go
// on has gone on, however many awaits that takes; the microtask queue itself can not be
// asked whether it is empty.

// Kept before the learner's code can replace them.
const { setImmediate, MessageChannel } = globalThis;

/** Fulfilled when all promises are at rest. No time passes, in no world. */
export const turn: () => Promise<void> =
  typeof setImmediate === 'function' ? immediate : createChannelTurn();

function immediate(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

/** In a page, a message to oneself is the task that comes soonest. */
function createChannelTurn(): () => Promise<void> {
  const { port1, port2 } = new MessageChannel();
  const waiting: (() => void)[] = [];
  // As a page has it: to listen in this way opens the port.
  Object.assign(port1, { onmessage: () => waiting.shift()?.() });
  return () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      port2.postMessage(null);
    });
}
