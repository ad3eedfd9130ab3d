// The class on one page: no script, no file besides, readable from a disk and in print.

import type { Cluster } from './clusters.ts';
import { worth } from './gradebooks.ts';
import type { ClassSummary, SummaryExercise, SummaryStudent } from './summary.ts';

export function classPage(summary: ClassSummary): string {
  const { students, exercises } = summary;
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Kubewright · the class</title>
<style>${STYLE}</style>
<h1>The class</h1>
<p>${students.length} students, ${exercises.length} exercises, ${worth(summary)} points.
${students.filter(({ words }) => words !== '').length} of them could not be graded.</p>
<h2>Students</h2>
${studentTable(summary)}
<h2>Steps</h2>
${stepTable(summary)}
<h2>Misreadings</h2>
${misreadingTable(summary)}
<h2>Near-equal work</h2>
${summary.clusters.length === 0 ? '<p>None.</p>' : summary.clusters.map(clusterPart).join('\n')}
</html>
`;
}

function studentTable({ exercises, students }: ClassSummary): string {
  const heads = exercises.map(({ number, title, of }) => {
    return `<th scope="col" title="${html(title)}">${number}<br><small>${of}</small>`;
  });
  const rows = students.map((student) => studentRow(student, exercises));
  return `<table><thead><tr><th scope="col">student${heads.join('')}<th scope="col">total<th scope="col">remarks
<tbody>
${rows.join('\n')}
</table>`;
}

function studentRow(
  student: SummaryStudent,
  exercises: readonly SummaryExercise[],
): string {
  const cells = student.exercises.map(({ points, open, words }, i) => {
    const all = exercises[i]?.steps.length ?? 0;
    const sign = open.length === 0 ? '✓' : open.length === all ? '·' : '◐';
    const title = words === '' ? open.join(' ') : words;
    return `<td title="${html(title)}">${sign} ${points}`;
  });
  return `<tr><th scope="row">${html(student.id)}${cells.join('')}<td>${student.points}<td>${html(student.words)}`;
}

function stepTable({ exercises, students }: ClassSummary): string {
  const rows = exercises.flatMap(({ steps }) =>
    steps.map(({ id, title, passed }) => {
      const part = students.length === 0 ? 0 : passed / students.length;
      return `<tr><th scope="row">${id}<td>${html(title)}<td>${passed}<td><meter value="${part.toFixed(3)}">${Math.round(100 * part)} %</meter>`;
    }),
  );
  return `<table><thead><tr><th scope="col">step<th scope="col">what it says<th scope="col">passed<th scope="col">
<tbody>
${rows.join('\n')}
</table>`;
}

function misreadingTable({ misreadings }: ClassSummary): string {
  if (misreadings.length === 0) return '<p>None.</p>';
  const rows = misreadings.map(({ step, looksAsIf, students }) => {
    return `<tr><th scope="row">${step}<td>${html(looksAsIf)}<td>${students}`;
  });
  return `<table><thead><tr><th scope="col">step<th scope="col">it looks as if<th scope="col">students
<tbody>
${rows.join('\n')}
</table>`;
}

function clusterPart({ slug, students, likeness, lines }: Cluster): string {
  const rows = lines.map(([left, right]) => {
    return `<tr>${[left, right].map(([file, line, text]) => `<td><small>${html(file)}:${line}</small> <code>${html(text)}</code>`).join('')}`;
  });
  return `<section><h3>${slug}: ${students.map(html).join(', ')}</h3>
<p>Of what the closest two wrote and few others did, ${Math.round(100 * likeness)} % is the same but for names.</p>
<table>${rows.join('\n')}</table></section>`;
}

function html(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}

const STYLE = `
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif }
body { margin: 2rem auto; max-width: 70rem; padding: 0 1rem }
table { border-collapse: collapse; display: block; overflow-x: auto }
th, td { text-align: left; padding: .2rem .6rem; border-bottom: 1px solid #8884; vertical-align: top }
thead th { position: sticky; top: 0; background: Canvas }
code { white-space: pre-wrap }
`;
