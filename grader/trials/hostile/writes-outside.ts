// Leaves files behind, by the file system and by Node's reports.
const roads = [
  (name) => require(name),
  (name) => process.mainModule.require(name),
  (name) => process.getBuiltinModule(name),
];
const places = ['@OUTSIDE@/left', '@ROOT@/left', '/tmp/kubewright-left', 'runner.cjs', 'left'];
for (const place of places) {
  for (const road of roads) {
    try {
      road('fs').writeFileSync(place, 'left');
    } catch {}
  }
  try {
    process.report.writeReport(`${place}.json`);
  } catch {}
}
try {
  process.chdir('@OUTSIDE@');
  process.report.directory = '@OUTSIDE@';
  process.report.reportOnFatalError = true;
  process.report.writeReport();
} catch {}
export const createStore = () => ({ onCommit() {}, put: () => ({ revision: 0 }) });
