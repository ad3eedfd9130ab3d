// Refuses with a status that ends the process of whoever reads it.
export { embedded } from './embedded.ts';
export { createApiServer } from './server.ts';
export const requestInfo = () => {
  throw Object.defineProperty(new Error('no'), 'status', {
    get: () => new Proxy({}, { get: () => process.exit(0) }),
  });
};
