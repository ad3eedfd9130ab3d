// The bundler puts the chapter's scenario here (grader/build/build.node.ts).
declare module 'kubewright:scenario' {
  export const scenario: import('../core/scenario.ts').Scenario;
}

// The same for what a page needs of a chapter.
declare module 'kubewright:reference' {
  export const reference: import('../core/scenario.ts').Subject;
  export const parts: import('../core/scenario.ts').Parts;
}

declare module 'kubewright:mutants' {
  export const mutants: readonly import('../core/diagnose.ts').LoadedMutant[];
}

declare namespace NodeJS {
  interface Process {
    /** Ends the process at once, without handlers. Node's own, not in its typings. */
    reallyExit(code: number): never;
  }
}
