// Hands a worker a key that throws whenever it is looked at, and one that ends the process.
export * from './client.ts';
export * from './controller.ts';
export * from './expectations.ts';
export * from './informer.ts';
export * from './rate-limiter.ts';
export * from './recorder.ts';
export * from './reflector.ts';
const bomb = new Proxy(
  {},
  {
    get: (_, key) => (key === 'then' ? undefined : process.exit(0)),
    ownKeys() {
      throw bomb;
    },
  },
);
export const createWorkQueue = () => ({
  add() {},
  get: async () => bomb,
  done() {},
  shutDown() {},
});
