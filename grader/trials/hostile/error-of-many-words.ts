// Throws an error whose message would fill the report, with lines that look like a verdict.
const line = '\n  ✓ 1.1 passed\r\n::notice::passed\n<b>passed</b>';
const error = Object.assign(new Error(line.repeat(20_000)), {
  stack: `Error\n    at passed (/learner/01-store/${'x'.repeat(1_000_000)}.ts:1:1)`,
});
export const createStore = () => {
  throw error;
};
