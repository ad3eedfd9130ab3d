/** The names of the course's parts, by their number. Part 0 is what the others stand on. */
export const PART_NAMES = [
  'Given',
  'The store',
  'The front door',
  'Control loops',
  'Placement',
  'The node',
  'The network',
  'The whole',
] as const;
