/**
 * Bundles the programs of chapters into one text that Node can run: each program a
 * module of its own that is evaluated when its turn comes, `#name` resolved as
 * package.json says. A program that does not build is set aside with esbuild's
 * reason, so that it spoils none of the others.
 */
import { join } from 'node:path';
import type { BuildFailure, Message, Plugin } from 'esbuild';
import type { Program } from './examples.ts';
import { RUNNER } from './runner.ts';

export interface RunOptions {
  /** The root of the course; programs and commands run there. */
  readonly root: string;
  /** '#store' to './solutions/01-store/mod.ts'. */
  readonly targets: ReadonlyMap<string, string>;
  /** How long one program may take, in milliseconds; 10 s by default. */
  readonly limit?: number;
}

export interface Built {
  /** Undefined if nothing is left to run. */
  readonly bundle: string | undefined;
  readonly refused: ReadonlyMap<Program, string>;
}

/**
 * Builds all programs; those that do not build are set aside and the rest is built
 * again.
 */
export async function bundle(
  programs: readonly Program[],
  options: RunOptions,
): Promise<Built> {
  const refused = new Map<Program, string>();
  for (;;) {
    const ready = programs.filter((program) => !refused.has(program));
    if (ready.length === 0) return { bundle: undefined, refused };
    const errors = await buildOnce(ready, options);
    if (typeof errors === 'string') return { bundle: errors, refused };
    const before = refused.size;
    for (const error of errors) {
      const program = ready[programIndex(error)];
      if (program !== undefined)
        refused.set(program, `does not build: ${sayError(error)}`);
    }
    if (refused.size > before) continue;
    const message = `can not be run: ${errors.map(sayError)[0]}`;
    for (const program of ready) refused.set(program, message);
  }
}

async function buildOnce(
  programs: readonly Program[],
  options: RunOptions,
): Promise<string | Message[]> {
  const { build } = await import('esbuild');
  const list = programs.map((_, index) => `() => import('program:${index}')`);
  try {
    const built = await build({
      stdin: {
        contents: `const programs = [${list.join(', ')}];\n${RUNNER}`,
        resolveDir: options.root,
      },
      absWorkingDir: options.root,
      bundle: true,
      write: false,
      format: 'esm',
      platform: 'node',
      target: 'node20',
      packages: 'external',
      // Two programs may call a class by the same name; what is printed must not
      // show a renamed one.
      keepNames: true,
      logLevel: 'silent',
      tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } },
      plugins: [resolver(programs, options)],
    });
    return built.outputFiles[0]?.text ?? '';
  } catch (error) {
    if (isBuildFailure(error)) return error.errors;
    throw error;
  }
}

function resolver(
  programs: readonly Program[],
  { root, targets }: RunOptions,
): Plugin {
  return {
    name: 'kubewright',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^program:/ }, ({ path }) => ({
        path,
        namespace: 'program',
      }));
      onLoad({ filter: /.*/, namespace: 'program' }, ({ path }) => {
        const contents = programs[Number(path.split(':')[1])]?.code ?? '';
        return { contents, loader: 'ts', resolveDir: root };
      });
      onResolve({ filter: /^#/ }, ({ path }) => {
        const target = targets.get(path);
        if (target !== undefined) return { path: join(root, target) };
        return { errors: [{ text: `no chapter is called ${path}` }] };
      });
    },
  };
}

function isBuildFailure(error: unknown): error is BuildFailure {
  return error instanceof Error && 'errors' in error && Array.isArray(error.errors);
}

function programIndex({ location }: Message): number {
  const index = /program:(\d+)$/.exec(location?.file ?? '')?.[1];
  return index === undefined ? -1 : Number(index);
}

function sayError({ text, location }: Message): string {
  if (location === null) return text;
  const inProgram = location.file.includes('program:');
  const place = inProgram
    ? `its line ${location.line}`
    : `${location.file}:${location.line}`;
  return `${text} (${place})`;
}
