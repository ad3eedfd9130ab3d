// #apiserver: from a request to the store and back. Chapter 09.

export type * from './types.ts';
