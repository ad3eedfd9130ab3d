// The words of `npm run site`, read.

import { parseArgs } from 'node:util';

/** What the site is made for. */
export interface SiteWords {
  readonly out: string;
  readonly serve: boolean;
  readonly port: number;
}

const HELP = 'It knows --out DIR, --serve and --port N.';

/** The words, or a sentence that says which is wrong. */
export function readSiteWords(args: readonly string[]): SiteWords | string {
  const text = { type: 'string' } as const;
  const options = { out: text, port: text, serve: { type: 'boolean' } } as const;
  try {
    const { values } = parseArgs({ args: [...args], options });
    const { out = 'dist', serve = false, port = '4173' } = values;
    const number = Number(port);
    if (!/^\d+$/.test(port) || number > 65_535)
      return `--port: expected a number from 0 to 65535, found "${port}".`;
    return { out, serve, port: number };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return `${error.message.split(/\. |\n/)[0]}. ${HELP}`;
  }
}
