// Builds what a run needs into a cache folder, once for each state of the sources: the
// command line, and for each exercise its judge's half, its mutants and its sandbox.
// Started by launch.mjs.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { readCourse } from '../site/literate/course.node.ts';
import { courseIndex, exerciseFiles } from './course-index.ts';
import { moduleFiles, mutantsModule } from './mutants-module.node.ts';
import { toFactoryBody } from './transform.ts';

/** Fills `out` with everything a run of the grader loads. */
export async function buildGrader(root: string, out: string): Promise<void> {
  mkdirSync(out, { recursive: true });
  const course = await readCourse(root);
  const index = courseIndex(course);
  writeJson(join(out, 'course.json'), index);
  const graded = index.chapters.filter(({ steps }) => steps.length > 0);
  const bundle = (job: Bundle): Promise<void> => bundleFor(root, out, job);
  await Promise.all([
    bundle({ from: 'grader/cli.ts', to: 'cli.cjs' }),
    ...graded.flatMap((chapter) => {
      const { slug, name } = chapter;
      const scenario = `export { scenario } from './grader/scenarios/${slug}.ts';`;
      return [
        bundle({
          from: 'kubewright:pack',
          to: `pack-${slug}.cjs`,
          source: `${scenario}\nexport * as reference from '#${name}';`,
        }),
        bundle({
          from: 'kubewright:mutants',
          to: `mutants-${slug}.cjs`,
          source: mutantsModule(root, chapter),
        }),
        bundle({
          from: 'grader/sandbox/process.node.ts',
          to: `sandbox-${slug}.cjs`,
          source: scenario,
        }),
      ];
    }),
  ]);
  for (const { slug, name, steps } of index.chapters) {
    const given = givenModules(root, slug);
    if (given.length > 0) writeJson(join(out, `given-${name}.json`), given);
    if (steps.length === 0) continue;
    writeJson(
      join(out, `files-${slug}.json`),
      exerciseFiles(course, slug, steps.length),
    );
  }
}

function writeJson(path: string, value: unknown): void {
  writeFileSync(path, JSON.stringify(value));
}

interface Bundle {
  /** A file, or a module `kubewright:NAME` that holds `source`. */
  readonly from: string;
  readonly to: string;
  /** What `kubewright:…` stands for in this bundle. */
  readonly source?: string | Promise<string>;
}

/** One self-contained script. CommonJS, because its compiled code can be kept. */
async function bundleFor(root: string, out: string, job: Bundle): Promise<void> {
  const contents = (await job.source) ?? '';
  await build({
    absWorkingDir: root,
    entryPoints: [job.from],
    outfile: join(out, job.to),
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    minify: job.to === 'cli.cjs',
    keepNames: job.to === 'cli.cjs',
    legalComments: 'none',
    plugins: [virtualModule(root, contents)],
    logLevel: 'error',
  });
}

/** Lets `kubewright:…` be imported: a module that is made, not written. */
function virtualModule(root: string, contents: string): Plugin {
  return {
    name: 'kubewright',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^kubewright:/ }, ({ path }) => {
        return { path, namespace: 'kubewright' };
      });
      onLoad({ filter: /.*/, namespace: 'kubewright' }, () => {
        return { contents, resolveDir: root, loader: 'ts' };
      });
    },
  };
}

/** The reference of a chapter as modules for the sandbox of a later one. */
function givenModules(
  root: string,
  slug: string,
): readonly { id: string; body: string }[] {
  const folder = join(root, 'solutions', slug);
  return moduleFiles(folder).map((file) => ({
    id: `${slug}/${file}`,
    body: toFactoryBody(readFileSync(join(folder, file), 'utf8')),
  }));
}
