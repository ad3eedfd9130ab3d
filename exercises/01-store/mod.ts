// #store: etcd's key space. Chapter 01.

export { fromText, toText } from './bytes.ts';
export { type ErrorCode, EtcdError } from './errors.ts';
export { KeyHistory } from './history.ts';
export { KeyIndex } from './key-index.ts';
export { FROM_KEY, type Interval, interval, prefixEnd } from './range.ts';
export { type Commit, createStore, type Store } from './store.ts';
export type * from './types.ts';
export { checkPut, WriteTxn } from './write-txn.ts';
