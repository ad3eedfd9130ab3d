// #client/node: the way from the client to a server behind a connection.
// Engine room: not told line by line. Chapter 12.

export { type Connection, type ConnectOptions, connect } from './http.node.ts';
