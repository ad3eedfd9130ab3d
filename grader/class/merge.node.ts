// The reports of a class from the records of one run or of several.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '../cli/refusal.ts';
import { writeWhole } from '../grade/write.node.ts';
import { harmlessJson } from '../report/json.ts';
import { canvasTable, classTable, moodleTable } from './gradebooks.ts';
import { recordsIn } from './journal.node.ts';
import { classPage } from './page.ts';
import type { StudentRecord } from './record.ts';
import { type ClassSummary, summaryOf } from './summary.ts';

/** Writes the reports of all that lies in these folders into `out`. @throws Refusal */
export function merge(folders: readonly string[], out: string): ClassSummary {
  const records = new Map<string, StudentRecord>();
  for (const folder of folders) {
    if (!existsSync(join(folder, 'students'))) {
      throw new Refusal(
        `${folder} holds no results: there is no folder students in it.`,
      );
    }
    for (const record of recordsIn(folder)) add(records, record);
  }
  const summary = summaryOf([...records.values()]);
  writeWhole(out, 'class.json', harmlessJson(summary));
  writeWhole(out, 'class.csv', classTable(summary));
  writeWhole(out, 'canvas.csv', canvasTable(summary));
  writeWhole(out, 'moodle.csv', moodleTable(summary));
  writeWhole(out, 'class.html', classPage(summary));
  return summary;
}

function add(records: Map<string, StudentRecord>, record: StudentRecord): void {
  const other = records.get(record.id);
  if (other !== undefined && other.key !== record.key) {
    throw new Refusal(
      `Two folders hold different results of "${record.id}": grade with the same` +
        ' --seed, --only and --points, and the same course.',
    );
  }
  records.set(record.id, record);
}
