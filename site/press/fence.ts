// One fence of a chapter as the page model has it. What the info string may say is told in
// site/literate/fences.ts, for the press and for the checks alike.

import { kindOf, type Ref } from '../literate/fences.ts';
import { type Sources, shownHoles } from '../literate/regions.ts';
import type { Code } from './model.ts';
import { placeOf } from './place.ts';

/** Reads a fence, or says in one sentence why it is of no known kind. */
export function readFence(
  info: string,
  content: string,
  sources: Sources,
): Code | string {
  const kind = kindOf(info.trim());
  const code = content.replace(/\n+$/, '');
  const output = undefined;
  if (typeof kind === 'string') return kind;
  switch (kind.type) {
    case 'woven':
      return woven(kind.ref, code, sources);
    case 'program':
      return {
        kind: 'run',
        name: kind.name ?? '',
        predict: kind.predict,
        code,
        output,
      };
    case 'diff':
      return { kind: 'diff', from: said(kind.before), to: said(kind.after), code };
    case 'command':
      return {
        kind: 'command',
        lang: kind.language,
        mode: kind.mode,
        code,
        output,
      };
    default:
      return 'an output fence follows no "ts run", sh or console fence';
  }
}

function said({ file, region }: Ref): string {
  return `${file}#${region}`;
}

function woven({ file, region }: Ref, code: string, sources: Sources): Code {
  const source = sources.get(file);
  const found = source?.regions.get(region);
  const chapter = Number(/^\d+/.exec(file)?.[0] ?? 0);
  const place = source && placeOf(source, region);
  const holes = source && found ? shownHoles(source, found) : [];
  return {
    kind: 'woven',
    file,
    region,
    code,
    place: place?.words ?? '',
    within: place?.within ?? '',
    outline: [],
    holes: holes.map((hole) => ({
      ...hole,
      steps: hole.steps.map((step) => `${chapter}.${step}`),
    })),
  };
}
