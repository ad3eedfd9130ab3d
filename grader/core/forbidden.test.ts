import { readFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { FORBIDDEN_GLOBALS } from './forbidden.ts';

const test = suite('what a module of the course may not use');

test('biome denies the same globals, with the same words', () => {
  const file = new URL('../../biome.json', import.meta.url);
  const { overrides } = JSON.parse(readFileSync(file, 'utf8')) as {
    overrides: {
      linter: {
        rules: {
          style: {
            noRestrictedGlobals: {
              options: { deniedGlobals: Record<string, string> };
            };
          };
        };
      };
    }[];
  };
  const { noRestrictedGlobals } = overrides[0]?.linter.rules.style ?? {};

  assert.equal(noRestrictedGlobals?.options.deniedGlobals, FORBIDDEN_GLOBALS);
});

test.run();
