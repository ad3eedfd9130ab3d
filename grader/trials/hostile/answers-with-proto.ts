// Answers with a body that would give all objects a prototype of its own.
export { embedded } from './embedded.ts';
export { requestInfo } from './request-info.ts';
const body = '{"metadata":{},"__proto__":{"code":200,"toJSON":"x"},"constructor":{}}';
const handle = async () => ({ code: 200, headers: {}, body });
export const createApiServer = () => ({ handle, close() {} });
