/**
 * Manifests of a chapter are at least what they say they are: YAML or JSON that
 * parses.
 */
import { readYaml } from './yaml.ts';

/** Why a manifest does not parse, in one sentence; undefined if it does. */
export function checkManifest(
  language: 'yaml' | 'json',
  text: string,
): string | undefined {
  return language === 'json' ? checkJson(text) : checkYaml(text);
}

function checkYaml(text: string): string | undefined {
  for (const document of text.split(/^---(?:\s.*)?$/m)) {
    const read = readYaml(document);
    if ('data' in read) continue;
    return `not YAML: ${read.reason}; repair it or mark it illustration`;
  }
  return undefined;
}

function checkJson(text: string): string | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    const said = error instanceof SyntaxError ? error.message : String(error);
    return `not JSON: ${said}; repair it or mark it illustration`;
  }
}
