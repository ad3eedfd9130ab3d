// #txn: compare, then, else. Chapter 02.

export { holds } from './compare.ts';
export { MAX_TXN_OPS } from './form.ts';
export { txn, update } from './txn.ts';
export type * from './types.ts';
