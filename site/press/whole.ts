// The modules of a chapter, whole.

import type { Source, Sources } from '../literate/regions.ts';
import type { Head } from './head.ts';
import type { WholeFile } from './model.ts';

/** The modules that a chapter names, in its order. */
export function modulesOf(head: Head, sources: Sources): Source[] {
  const found = head.modules.map((name) => sources.get(`${head.slug}/${name}`));
  return found.filter((source) => source !== undefined);
}

/** A module as the end of its chapter shows it. */
export function wholeFile(source: Source): WholeFile {
  const { file, holes } = source;
  const number = Number(/^\d+/.exec(file)?.[0] ?? 0);
  const steps = [...new Set(holes.map(({ step }) => step))].sort((a, b) => a - b);
  return {
    file,
    code: withoutMarks(source),
    steps: steps.map((step) => `${number}.${step}`),
  };
}

/** The module as a reader sees it: no marks, nor the gaps that they leave. */
export function withoutMarks({ lines, marks }: Source): string {
  const shown = lines.filter((_, at) => !marks.has(at)).join('\n');
  return shown.replace(/\n{3,}/g, '\n\n').trim();
}
