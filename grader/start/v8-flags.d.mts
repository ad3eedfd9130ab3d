/** V8's flags for a short run of this Node; none if it is not known what they are. */
export declare const PATIENT: readonly string[];
