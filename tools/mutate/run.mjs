// The test command of mutation testing: is the module in this folder, with the mutant
// that is switched on, told from the reference? Exit 1 says yes: the mutant is killed.

import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [, , harnessFile = '', slug = '', ...lower] = process.argv;
const require = createRequire(harnessFile);
const { buildSync } = require('esbuild');
const outfile = join(process.cwd(), `subject.${process.pid}.cjs`);

try {
  buildSync({
    stdin: {
      contents: `export * as subject from './solutions/${slug}/mod.ts';
${lower.map((name) => `import * as ${name} from '#${name}';`).join('\n')}
export const parts = { ${lower.join(', ')} };`,
      resolveDir: process.cwd(),
    },
    outfile,
    bundle: true,
    format: 'cjs',
    platform: 'node',
    logLevel: 'error',
  });
  const { subject, parts } = createRequire(pathToFileURL(outfile))(outfile);
  const { scenario, reference, parts: lowerParts, toldApart } = require(
    harnessFile,
  );
  process.exit(
    (await toldApart(
      scenario,
      { subject: reference, parts: lowerParts },
      { subject, parts },
    )) === undefined
      ? 0
      : 1,
  );
} catch (error) {
  // A mutant that cannot be loaded is told apart by that.
  console.error(error);
  process.exit(1);
}
