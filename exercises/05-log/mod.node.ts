// #log/node: the store in a folder of this machine. Engine room: not told line by line.

export { type FolderLock, lockFolder } from './folder-lock.node.ts';
export { openDurableFolder } from './open-folder.node.ts';
