// Where no kernel bounds the memory of the learner's process, the judge looks at it now
// and then, and ends it when it holds too much. What is held between two looks gets away.

import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** How long it goes unseen, in milliseconds. */
const LOOK_MS = 50;

/** Looks at a process and all that it started; the function that ends the looking. */
export function watchMemory(
  pid: number,
  mostBytes: number,
  tooMuch: () => void,
): () => void {
  let isOver = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = async (): Promise<void> => {
    const bytes = await residentOf(pid);
    if (isOver) return;
    if (bytes > mostBytes) tooMuch();
    else again();
  };
  const again = (): void => {
    timer = setTimeout(() => void look(), LOOK_MS).unref();
  };
  again();
  return () => {
    isOver = true;
    clearTimeout(timer);
  };
}

/** The bytes of memory that a process holds; 0 where this system does not tell, or it is gone. */
export async function residentOf(
  pid: number,
  platform: NodeJS.Platform = process.platform,
): Promise<number> {
  if (platform === 'linux') return residentOfTree(pid);
  return platform === 'win32' ? 0 : residentByPs(pid);
}

/** bubblewrap starts it as a child of its own. */
function residentOfTree(pid: number): number {
  const kib = Number(
    /^VmRSS:\s+(\d+)/m.exec(textOf(`/proc/${pid}/status`))?.[1] ?? 0,
  );
  const children = textOf(`/proc/${pid}/task/${pid}/children`).match(/\d+/g) ?? [];
  let bytes = kib * 1_024;
  for (const child of children) bytes += residentOfTree(Number(child));
  return bytes;
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // It has ended.
    return '';
  }
}

function residentByPs(pid: number): Promise<number> {
  return new Promise((resolve) => {
    const words = ['-o', 'rss=', '-p', String(pid)];
    execFile('/bin/ps', words, { env: {} }, (_, out) =>
      resolve(Number(out) * 1_024),
    );
  });
}
