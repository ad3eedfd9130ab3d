/** Reads YAML, here only: front matter and the manifests of the chapters. */
import matter from 'gray-matter';

/** What a YAML text says, or where (line from 1) and why it says nothing. */
export type YamlRead =
  | { readonly data: unknown }
  | { readonly line: number; readonly reason: string };

/** Reads one YAML document, without its `---` lines. */
export function readYaml(text: string): YamlRead {
  try {
    // An options object keeps gray-matter from its cache, which answers a broken
    // text with the empty data of its first try.
    return { data: matter(`---\n${text}\n---\n`, { language: 'yaml' }).data };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const reason = 'reason' in error ? String(error.reason) : error.message;
    return { line: yamlLine(error), reason };
  }
}

/** js-yaml counts from 0 and begins below our first `---`. */
function yamlLine(error: Error): number {
  const mark = 'mark' in error ? error.mark : undefined;
  const known = typeof mark === 'object' && mark !== null && 'line' in mark;
  return known && typeof mark.line === 'number' ? mark.line : 1;
}
