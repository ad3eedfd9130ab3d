// Whether anybody has written in an exercise: whether a file of it is neither the guided
// starter nor the bare one.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ExerciseFiles } from '../build/course-index.ts';

export function isAttempted(folder: string, files: ExerciseFiles): boolean {
  const { starters, bare } = files;
  const names = new Set([...Object.keys(starters), ...Object.keys(bare)]);
  return [...names].some((name) => {
    const text = textOf(join(folder, name));
    return text !== undefined && text !== starters[name] && text !== bare[name];
  });
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').replaceAll('\r\n', '\n');
  } catch (error) {
    const code: unknown = Reflect.get(Object(error), 'code');
    // What is there and can not be read was put there by somebody.
    return code === 'ENOENT' || code === 'ENOTDIR' ? undefined : '';
  }
}
