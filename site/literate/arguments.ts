/** Reads the words of a command line. */
import { parseArgs } from 'node:util';
import { COMMANDS } from './commands.ts';

/** A command as it was asked for. */
export interface Words {
  readonly name: string;
  readonly flag: string | undefined;
  readonly chapter: number | undefined;
}

/** The words of a command, or a sentence that says which is wrong. */
export function readWords(args: readonly string[]): Words | string {
  const option = { type: 'boolean' } as const;
  const options = { check: option, adopt: option, force: option, write: option };
  let parsed: { values: object; positionals: string[] };
  try {
    parsed = parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    if (error instanceof TypeError) return error.message.split('. ')[0] ?? '';
    throw error;
  }
  const { values, positionals } = parsed;
  const [name = '', chapter, more] = positionals;
  const flags = Object.keys(values);
  const allowed = COMMANDS.get(name)?.flags;
  if (allowed === undefined) return `"${name}" is no command`;
  const wrong = flags.find((flag) => !allowed.includes(flag));
  if (wrong !== undefined) return `${name} has no --${wrong}`;
  if (flags.length > 1) return `choose one of --${flags.join(' and --')}`;
  if (more !== undefined || (name === 'check' && chapter !== undefined))
    return 'too many words';
  if (chapter !== undefined && !/^\d{1,2}$/.test(chapter))
    return `"${chapter}" is no chapter number`;
  return {
    name,
    flag: flags[0],
    chapter: chapter === undefined ? undefined : Number(chapter),
  };
}
