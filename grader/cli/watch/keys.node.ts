// Single keys from a terminal, which is put back as it was at the end.

/** Calls `onKey` for each key; returns the way to stop. Nothing without a terminal. */
export function listenToKeys(onKey: (key: string) => void): () => void {
  const { stdin } = process;
  if (stdin.isTTY !== true) return () => {};
  const heard = (bytes: Buffer): void => {
    for (const key of bytes.toString('utf8')) onKey(key);
  };
  const stop = (): void => {
    stdin.off('data', heard);
    stdin.setRawMode(false);
    stdin.pause();
    process.off('exit', stop);
  };
  stdin.setRawMode(true);
  stdin.resume();
  stdin.on('data', heard);
  // However the process ends.
  process.on('exit', stop);
  return stop;
}
