// Answers with a body nested five hundred deep.
export { embedded } from './embedded.ts';
export { requestInfo } from './request-info.ts';
const deep = `${'{"a":'.repeat(500)}1${'}'.repeat(500)}`;
const handle = async () => ({ code: 200, headers: {}, body: deep });
export const createApiServer = () => ({ handle, close() {} });
