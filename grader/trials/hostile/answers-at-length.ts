// Answers with a body nested five thousand deep.
export { embedded } from './embedded.ts';
export { requestInfo } from './request-info.ts';
const deep = `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`;
const handle = async () => ({ code: 200, headers: {}, body: deep });
export const createApiServer = () => ({ handle, close() {} });
