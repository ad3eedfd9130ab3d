// A submission by its path, whatever it comes as.

import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { Refusal } from '../../cli/refusal.ts';
import { BundleSource } from './bundle-source.node.ts';
import { FolderSource } from './folder-source.node.ts';
import type { Source } from './source.ts';
import { ZipSource } from './zip-source.node.ts';

export const ARCHIVE: RegExp = /\.(?:zip|bundle)$/i;

/** Whose it is: as it is called, without what says its form. */
export const idOf = (path: string): string => basename(path).replace(ARCHIVE, '');

/** @throws Refusal for a path of no such thing */
export function sourceOf(path: string): Source {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat?.isDirectory()) return new FolderSource(path);
  if (stat !== undefined && /\.zip$/i.test(path)) return new ZipSource(path);
  if (stat !== undefined && /\.bundle$/i.test(path)) return new BundleSource(path);
  throw new Refusal(`${path} is neither a folder, nor a .zip, nor a .bundle.`);
}
