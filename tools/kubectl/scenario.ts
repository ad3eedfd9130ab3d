// A scenario of kubectl as a text file: commands, and what a real cluster answers. The
// expected output is written from Kubernetes' own documentation, printers and tests, before
// ours is run.
//
//   # One sentence: what is shown.
//   # waits: 11 patch             the chapter without which it can not pass
//   # door: TLS                   by certificate, and not by plain HTTP with all rights
//   # beside: webhooks            those of webhooks.ts, at $WEBHOOK_URL, signed by $WEBHOOK_CA
//   # beside: scheduler           Pods get nodes
//   # clock: virtual              time stands still until POST /debug/clock/advance
//   == pod.yaml ==                a file that the commands find, up to a line ==
//   $ kubectl get pods            a command of the shell
//   No resources found            what it prints, to the letter but for runs of spaces
//   ! Error from server           what it prints on stderr
//   ? 1                           its exit code, if it is not 0
//   [<1.34] pod "a" deleted       a line, or a command, of some versions of kubectl
//   pod/a-<any> created           <any>, <age>, <time>, <uid>, <number>, <...> for more lines

export interface Step {
  readonly command: string;
  readonly stdout: readonly string[];
  readonly stderr: readonly string[];
  readonly code: number;
}

export interface Scenario {
  readonly title: string;
  /** The chapter that it waits for: '11 patch'. */
  readonly waits: string | undefined;
  readonly isSecure: boolean;
  readonly hasWebhooks: boolean;
  readonly hasScheduler: boolean;
  readonly isVirtual: boolean;
  readonly files: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
}

/** The scenario as a kubectl of this minor version plays it. @throws Error if unreadable */
export function readScenario(text: string, minor: number): Scenario {
  const lines = text.split('\n');
  const title = /^# (.+)/.exec(lines[0] ?? '')?.[1];
  if (title === undefined) throw new Error('expected a first line "# title"');
  const files: Record<string, string> = {};
  const steps: Building[] = [];
  let waits: string | undefined;
  const heads = new Set<string>();
  let file: string | undefined;
  for (const line of lines.slice(1)) {
    const heading = /^== (\S+) ==$|^==$/.exec(line);
    if (heading) {
      file = heading[1];
      if (file !== undefined) files[file] = '';
    } else if (file !== undefined) {
      files[file] += `${line}\n`;
    } else if (steps.length === 0 && /^(#|$)/.test(line)) {
      waits = /^# waits: (.+)/.exec(line)?.[1] ?? waits;
      heads.add(line);
    } else {
      const own = ofVersion(line, minor);
      if (own !== undefined) readLine(own, steps);
      else if (/^\[[^\]]+\] \$ /.test(line)) steps.push(emptyStep(''));
    }
  }
  const whole = steps.filter(({ command }) => command !== '').map(trimmed);
  return {
    ...{ title, waits, files, steps: whole },
    isSecure: heads.has('# door: TLS'),
    hasWebhooks: heads.has('# beside: webhooks'),
    hasScheduler: heads.has('# beside: scheduler'),
    isVirtual: heads.has('# clock: virtual'),
  };
}

interface Building {
  readonly command: string;
  readonly stdout: string[];
  readonly stderr: string[];
  code: number;
}

function emptyStep(command: string): Building {
  return { command, stdout: [], stderr: [], code: 0 };
}

function readLine(line: string, steps: Building[]): void {
  if (line.startsWith('$ ')) return void steps.push(emptyStep(line.slice(2)));
  const step = steps.at(-1);
  if (step === undefined) throw new Error(`output before a command: "${line}"`);
  if (/^\? \d+$/.test(line)) step.code = Number(line.slice(2));
  else if (line.startsWith('! ')) step.stderr.push(line.slice(2));
  else step.stdout.push(line);
}

/** Without its mark the line of some versions, if this is one; of all, as it is. */
function ofVersion(line: string, minor: number): string | undefined {
  const marked = /^\[(<|>=)1\.(\d+)\] ?(.*)$/.exec(line);
  if (marked === null) return line;
  const [, sign, bound, rest] = marked;
  const isIn = sign === '<' ? minor < Number(bound) : minor >= Number(bound);
  return isIn ? rest : undefined;
}

function trimmed(step: Building): Step {
  const { stdout } = step;
  while (stdout.at(-1) === '') stdout.pop();
  return step;
}

const HOLES: Readonly<Record<string, string>> = {
  '<any>': '\\S+',
  '<age>': '(?:\\d+[smhdy])+|<invalid>',
  '<time>': '\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?Z',
  '<uid>': '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}',
  '<number>': '\\d+',
  '<rest>': '.*',
};

/** What is wrong with what was printed, or nothing. */
export function difference(
  expected: readonly string[],
  printed: string,
): string | undefined {
  const lines = printed.replace(/\n+$/, '').split('\n').map(spaced);
  if (lines.length === 1 && lines[0] === '') lines.pop();
  const pattern = expected
    .map((line) => (line === '<...>' ? '(?:.*\\n)*?' : `${patternOf(line)}\\n`))
    .join('');
  const text = lines.map((line) => `${line}\n`).join('');
  if (new RegExp(`^${pattern}$`).test(text)) return undefined;
  return `expected\n${indent(expected)}\nprinted\n${indent(lines)}`;
}

function patternOf(line: string): string {
  const parts = spaced(line).split(/(<(?:any|age|time|uid|number|rest)>)/);
  return parts
    .map((part) => HOLES[part] ?? part.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'))
    .map((part, i) => (i % 2 === 1 ? `(?:${part})` : part))
    .join('');
}

/** kubectl lays out its columns by the longest: how wide they are is not ours. */
function spaced(line: string): string {
  const [lead = ''] = /^ */.exec(line) ?? [];
  return (
    lead +
    line
      .slice(lead.length)
      .replace(/ {2,}|\t+/g, '   ')
      .trimEnd()
  );
}

function indent(lines: readonly string[]): string {
  return lines.map((line) => `    ${line}`).join('\n');
}
