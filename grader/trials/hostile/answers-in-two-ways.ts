// Answers with a proxy: what it says is another thing each time that it is read.
import { createApiServer as right } from './server.ts';
export { embedded } from './embedded.ts';
export { requestInfo } from './request-info.ts';
export const createApiServer = (options) => {
  const server = right(options);
  let read = 0;
  const handle = async (request) =>
    new Proxy(await server.handle(request), {
      get: (answer, key) => (key === 'code' ? read++ : Reflect.get(answer, key)),
    });
  return { handle, close: () => server.close() };
};
