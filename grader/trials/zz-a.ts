import { gradeInProcess, readExercises } from './exercises.node.ts';
const [ex] = await readExercises('09-apiserver');
if (!ex) throw new Error('no');
const t0 = performance.now();
{
  const files = ex.starters(8);
  const r = await gradeInProcess(ex, files, { seed: 1 });
  for (const s of r.steps) console.log(s.id, s.verdict, s.words?.slice?.(0, 300) ?? '');
  console.log('ref', Math.round(performance.now() - t0));
}
for (const m of ex.mutants) {
  if (process.argv[2] && !process.argv.slice(2).includes(m.id)) continue;
  const only = new Set([m.step]);
  const r = await gradeInProcess(ex, ex.mutant(m), { seed: 1, only, isUnweighed: true } as never);
  const s = r.steps.find((x) => x.id === m.step);
  const named = JSON.stringify(s).includes(m.looksAsIf);
  console.log(m.id, m.step, s?.verdict, named ? '' : 'NOT NAMED', s?.verdict === 'passed' ? '<<<<<<' : '');
}
