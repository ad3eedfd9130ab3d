// The site on disk: reads the course, presses it, writes only what changed.

import {
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { createDrawer } from './drawer.node.ts';
import { createPainter } from './highlight.node.ts';
import { createPress } from './press.ts';
import { readTexts } from './texts.node.ts';

/** Pages that may be left over: of a chapter that went, of a glossary that went. */
const OURS = /^(?:\d\d-[\w-]+(?:\.files)?|glossary)\.html$/;

export interface Site {
  /**
   * Brings the pages up to date, all but what is made of all of them. Answers with the
   * names of the files that it wrote.
   */
  update(): Promise<string[]>;
  /** Brings the book on one page and the search up to date with the pages. */
  bind(): string[];
}

export interface SiteOptions {
  /** The folder that holds chapters/ and solutions/. */
  readonly root: string;
  /** The folder that the pages go to. */
  readonly out: string;
  /** The folder that painted code is kept in. */
  readonly cache?: string;
}

export function createSite({ root, out, cache }: SiteOptions): Site {
  const press = createPress(
    createPainter(cache ?? join(root, '.kubewright/cache/shiki')),
  );
  const draw = createDrawer(root);
  let written: ReadonlyMap<string, string> = new Map();
  const write = (files: ReadonlyMap<string, string>): string[] => {
    const changed = [...files].filter(
      ([name, text]) => text !== (written.get(name) ?? readOld(join(out, name))),
    );
    for (const [name, text] of changed) writeFileSync(join(out, name), text);
    written = new Map([...written, ...files]);
    return changed.map(([name]) => name);
  };
  return {
    async update() {
      const files = await press.press(await readTexts(root, draw));
      mkdirSync(out, { recursive: true });
      const changed = write(files);
      for (const name of readdirSync(out)) {
        if (OURS.test(name) && !files.has(name)) rmSync(join(out, name));
      }
      return changed;
    },
    bind: () => write(new Map(press.whole())),
  };
}

function readOld(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
