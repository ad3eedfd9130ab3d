/**
 * What `:::claim ID VERDICT proof=…` says: which claim it is, how it stands, and where
 * it is proven. A proof is a program of the chapter (`proof=run:naive`), a step of its
 * exercise (`proof=step:1.3`), or `proof=told`: told, and not shown.
 */
import { findFences } from './fences.ts';
import type { ChapterHead } from './front-matter.ts';
import type { Problem, TextFile } from './problem.ts';

export const VERDICTS = ['holds', 'dated', 'loose', 'wrong'] as const;
export type Verdict = (typeof VERDICTS)[number];

export type Proof =
  | { readonly by: 'run'; readonly name: string }
  | { readonly by: 'step'; readonly id: string }
  | { readonly by: 'told' };

export interface ClaimMark {
  readonly id: string;
  readonly verdict: Verdict;
  /** Undefined if it says nothing of a proof. */
  readonly proof: Proof | undefined;
}

const FORM = `:::claim ID ${VERDICTS.join('|')} proof=run:NAME|step:1.3|told`;

/** Reads the words after `:::claim`, or says in one sentence what is wrong with them. */
export function readClaim(words: readonly string[]): ClaimMark | string {
  const [id = '', word = '', proof, more] = words;
  const verdict = VERDICTS.find((known) => known === word);
  const read = proof === undefined ? undefined : readProof(proof);
  const isRight = id !== '' && verdict !== undefined && more === undefined;
  if (isRight && (proof === undefined || read !== undefined)) {
    return { id, verdict, proof: read };
  }
  return `expected "${FORM}", found ":::claim ${words.join(' ')}"`;
}

function readProof(word: string): Proof | undefined {
  if (word === 'proof=told') return { by: 'told' };
  const [, by, what = ''] = /^proof=(run|step):(\S+)$/.exec(word) ?? [];
  if (by === 'run') return { by, name: what };
  return by === 'step' ? { by, id: what } : undefined;
}

/** A claim box of a chapter and its line, from 1. */
export interface ClaimAt extends ClaimMark {
  readonly line: number;
}

/** The claim boxes of a chapter; those that can not be read are left to the press. */
export function claimsIn({ text }: TextFile): ClaimAt[] {
  return text.split('\n').flatMap((line, at) => {
    const words = /^:{3,}\s*claim\s+(.*)$/.exec(line)?.[1];
    const claim = words === undefined ? '' : readClaim(words.trim().split(/\s+/));
    return typeof claim === 'string' ? [] : [{ ...claim, line: at + 1 }];
  });
}

/** Proofs that name no program and no step of the chapter. */
export function checkProofs(chapter: TextFile, head: ChapterHead): Problem[] {
  const programs = findFences(chapter).fences.map(({ kind }) =>
    kind.type === 'program' ? kind.name : undefined,
  );
  return claimsIn(chapter).flatMap(({ id, proof, line }) => {
    if (proof === undefined || proof.by === 'told') return [];
    const [is, names] =
      proof.by === 'run'
        ? [programs.includes(proof.name), `ts run ${proof.name}`]
        : [head.steps.some((step) => step.id === proof.id), `step ${proof.id}`];
    const message = `the proof of ${id} is ${names}, which this chapter has not`;
    return is ? [] : [{ file: chapter.file, line, message }];
  });
}
