declare module 'kubewright:modules' {
  /** What a program of the chapter may import, by the names that it uses. */
  export const modules: Readonly<Record<string, unknown>>;
}

declare module 'kubewright:worker' {
  /** The script below which a program is put. */
  export const script: string;
}
