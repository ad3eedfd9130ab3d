// Builds what a run needs into a cache folder, once for each state of the sources: the
// command line, and for each exercise its judge's half, its mutants and its sandbox.
// Started by launch.mjs.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { readCourse } from '../../site/literate/course.node.ts';
import { toFactoryBody } from '../core/transform.ts';
import { courseIndex, type ExerciseFiles, exerciseFiles } from './course-index.ts';
import {
  moduleFiles,
  mutantsModule,
  referenceModule,
} from './mutants-module.node.ts';

/** Fills `out` with everything a run of the grader loads. */
export async function buildGrader(root: string, out: string): Promise<void> {
  mkdirSync(out, { recursive: true });
  const course = await readCourse(root);
  const index = courseIndex(course);
  writeJson(join(out, 'course.json'), index);
  const graded = index.chapters.filter(({ steps }) => steps.length > 0);
  const bundle = (job: Bundle): Promise<void> => bundleFor(root, out, job);
  await Promise.all([
    bundle({ from: 'grader/cli/main.ts', to: 'cli.cjs' }),
    bundle({
      from: 'kubewright:sucrase',
      to: 'sucrase.cjs',
      source: "export { transform } from 'sucrase';",
    }),
    ...graded.flatMap((chapter) => {
      const { slug } = chapter;
      const scenario = `export { scenario } from './grader/scenarios/${slug}.ts';`;
      return [
        bundle({
          from: 'kubewright:pack',
          to: `pack-${slug}.cjs`,
          source: scenario + referenceModule(chapter),
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
    const files = exerciseFiles(course, slug, steps.length);
    writeJson(join(out, `files-${slug}.json`), files);
    writeJson(join(out, `bodies-${slug}.json`), bodiesOf(files));
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
    minify: job.to === 'cli.cjs' || job.to === 'sucrase.cjs',
    keepNames: job.to === 'cli.cjs',
    legalComments: 'none',
    plugins: [
      virtualModule(root, contents),
      ...(job.to === 'cli.cjs' ? [lazySucrase()] : []),
    ],
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

/** Our own texts compiled ahead: what a learner did not touch needs no compiler. */
function bodiesOf({ starters, reference }: ExerciseFiles): [string, string][] {
  const sources = new Set([
    ...Object.values(starters),
    ...Object.values(reference),
  ]);
  return [...sources].map((source) => [source, toFactoryBody(source)]);
}

/** Leaves the compiler in a file of its own: most runs compile nothing. */
function lazySucrase(): Plugin {
  const contents =
    "exports.transform = (...args) => require('./sucrase.cjs').transform(...args);";
  return {
    name: 'lazy-sucrase',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^sucrase$/ }, ({ path }) => {
        return { path, namespace: 'lazy' };
      });
      onResolve({ filter: /^\.\/sucrase\.cjs$/ }, ({ path }) => {
        return { path, external: true };
      });
      onLoad({ filter: /.*/, namespace: 'lazy' }, () => ({ contents }));
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
