// The sheet as JSON. Its shape is stated in grade.schema.json.

import { harmlessJson } from '../../report/json.ts';
import type { Sheet } from '../sheet.ts';

/** The sheet and nothing else, harmless to print. */
export const sheetJson = (sheet: Sheet): string => harmlessJson(sheet);
