// The bundler puts the chapter's scenario here (grader/build.node.ts).
declare module 'kubewright:scenario' {
  export const scenario: import('../step.ts').Scenario;
}

// The same for what a page needs of a chapter.
declare module 'kubewright:reference' {
  const reference: import('../step.ts').Subject;
  export = reference;
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
