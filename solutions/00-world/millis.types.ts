/**
 * What the compiler promises about brands: this file is type-checked and never run.
 */

import type { Brand, Millis } from './millis.ts';

type Revision = Brand<'Revision'>;

export const plain: Millis = 50_000;
export const revision: Revision = 7;
export const sum: number = plain + revision;
// @ts-expect-error a revision is no time
export const mixed: Millis = revision;
