// npm run cluster: the cluster of this course, for kubectl, as far as the chapters go.

import { banner } from './cluster/banner.ts';
import { Misunderstood, readFlags, USAGE } from './cluster/flags.ts';

process.exitCode = await main(process.argv.slice(2));

async function main(words: readonly string[]): Promise<number> {
  try {
    const flags = readFlags(words);
    if (flags === 'help') {
      console.log(USAGE);
      return 0;
    }
    const ended = asked();
    const { startCluster } = await import('./cluster/start.ts');
    const cluster = await startCluster(flags);
    console.log(banner(cluster, flags));
    await ended;
    await cluster.close();
    return 0;
  } catch (error) {
    const isWords = error instanceof Misunderstood;
    console.error(isWords ? error.message : reasonOf(error));
    return isWords ? 2 : 1;
  }
}

const PARENT_MS = 500;

/** Resolves at Ctrl-C, at SIGTERM, or when npm is gone: it hands no signal on. */
function asked(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
    if (process.env.npm_lifecycle_event !== 'cluster') return;
    const parent = process.ppid;
    setInterval(() => {
      if (process.ppid !== parent) resolve();
    }, PARENT_MS).unref();
  });
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code, port } = error as NodeJS.ErrnoException & { port?: number };
  if (code === 'EADDRINUSE')
    return `port ${port} is taken: give another by --port or --secure-port`;
  return error.message;
}
