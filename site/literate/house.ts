/**
 * The rules of the house, read off the imports of solutions/: imports run down the
 * chapter numbers; above chapter 07 only the API server touches the store; and the
 * reference has no clock, chance or I/O of its own.
 */

import { chapterNumber, isTest } from './derive.ts';
import { findGlobals } from './names.ts';
import type { Problem } from './problem.ts';
import type { Source, Sources } from './regions.ts';
import { EDGES } from './slugs.ts';
import type { Import } from './syntax.ts';

const STORE = new Set(['store', 'txn', 'watch', 'lease', 'log', 'raft', 'etcd']);
const LAST_STORE_CHAPTER = 7;
const API_SERVER = 9;
const CLUSTER = 33;

/** Names of chapters as package.json maps them: 'store' to 1. */
export type ChapterNumbers = ReadonlyMap<string, number>;

/** Checks the three rules over every module of solutions/. */
export function checkHouse(sources: Sources, numbers: ChapterNumbers): Problem[] {
  const problems: Problem[] = [];
  const graph = new Map<string, string[]>();
  for (const source of sources.values()) {
    if (!source.file.endsWith('.ts')) continue;
    const own: string[] = [];
    const { fault } = source.syntax;
    if (fault !== undefined) {
      const message = `is no TypeScript: ${fault.message}; correct it`;
      problems.push(at(source, fault.line, message));
    }
    for (const one of source.syntax.imports) {
      const message = refusal(source.file, one, sources, numbers);
      const line = one.from + 1;
      if (message !== undefined) problems.push(at(source, line, message));
      const target = ownTarget(source.file, one);
      if (target !== undefined) own.push(target);
    }
    graph.set(source.file, own);
    problems.push(...globalsOf(source));
  }
  return [...problems, ...circles(graph)];
}

function at(source: Source, line: number, message: string): Problem {
  return { file: `solutions/${source.file}`, line, message };
}

/** Why a file must not have this import. */
function refusal(
  file: string,
  { specifier }: Import,
  sources: Sources,
  numbers: ChapterNumbers,
): string | undefined {
  if (specifier === undefined)
    return 'imports a computed name; write the name as a string';
  if (specifier.startsWith('#')) return chapterRefusal(file, specifier, numbers);
  if (specifier.startsWith('node:')) return nodeRefusal(file, specifier);
  if (!/^[./]/.test(specifier)) return undefined;
  // Tests may hold a module against a real program; tools/ knows how to start it.
  if (isTest(file) && specifier.startsWith('../../tools/')) return undefined;
  const target = resolve(file, specifier);
  if (folder(target) !== folder(file)) {
    return (
      `imports ${specifier} from outside its own chapter; import a lower ` +
      `chapter by #name`
    );
  }
  if (sources.has(target)) return undefined;
  return (
    `imports ${specifier}, which is not there; correct the name (it ends ` +
    `in .ts)`
  );
}

function chapterRefusal(
  file: string,
  specifier: string,
  numbers: ChapterNumbers,
): string | undefined {
  const number = chapterNumber(file);
  const [name = '', edge] = specifier.slice(1).split('/');
  const target =
    edge === undefined || EDGES.includes(edge) ? numbers.get(name) : undefined;
  if (target === undefined)
    return `imports ${specifier}, which no chapter is called; correct the name`;
  if (target === number)
    return `imports its own chapter as ${specifier}; import the file by ./name.ts`;
  if (target > number) {
    return (
      `imports ${specifier} of chapter ${target}; imports run down the ` +
      `chapter numbers: move the code up, or hand it in`
    );
  }
  const free =
    number <= LAST_STORE_CHAPTER || number === API_SERVER || number === CLUSTER;
  if (free || !STORE.has(name)) {
    return edge === 'node' ? nodeRefusal(file, specifier) : undefined;
  }
  return (
    `imports ${specifier}; above chapter 07 only the API server touches ` +
    `the store: go through the API`
  );
}

function nodeRefusal(file: string, specifier: string): string | undefined {
  if (chapterNumber(file) === CLUSTER || /\.(?:node|test)\.ts$/.test(file))
    return undefined;
  return (
    `imports ${specifier}; Node is met in *.node.ts, in ` +
    `tests and in chapter 33: hand it in through World`
  );
}

function globalsOf(source: Source): Problem[] {
  const { file } = source;
  if (chapterNumber(file) >= CLUSTER || file.endsWith('.node.ts') || isTest(file))
    return [];
  return findGlobals(source.text, source.syntax).map(({ line, message }) =>
    at(source, line, message),
  );
}

function ownTarget(file: string, { specifier }: Import): string | undefined {
  return specifier?.startsWith('.') ? resolve(file, specifier) : undefined;
}

function folder(file: string): string {
  return file.split('/')[0] ?? '';
}

/**
 * `./x.ts` seen from `01-store/a.ts`; a path that climbs out of solutions/ keeps
 * its `..`.
 */
function resolve(file: string, specifier: string): string {
  const parts = file.split('/').slice(0, -1);
  for (const part of specifier.split('/')) {
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/');
}

/** Circles among files, each reported once, at the file where the walk met it. */
function circles(graph: ReadonlyMap<string, readonly string[]>): Problem[] {
  const problems: Problem[] = [];
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (file: string): void => {
    const start = path.indexOf(file);
    if (start !== -1) {
      const round = [...path.slice(start), file]
        .map((one) => one.split('/').at(-1))
        .join(' → ');
      const message =
        `imports run in a circle: ${round}; move what they ` +
        `share to a file of its own`;
      problems.push({ file: `solutions/${file}`, line: 1, message });
      return;
    }
    if (done.has(file)) return;
    path.push(file);
    for (const next of graph.get(file) ?? []) visit(next);
    path.pop();
    done.add(file);
  };
  for (const file of graph.keys()) visit(file);
  return problems;
}
