// What the site's build makes for one exercise.

declare module 'kubewright:desk' {
  import type { DeskData } from './data.ts';
  export const data: DeskData;
}
