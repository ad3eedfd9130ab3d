// Looks for secrets in the environment and in Node's own reports.
console.log(JSON.stringify(process.env));
console.log(JSON.stringify(process.report.getReport()));
console.log(JSON.stringify([process.argv, process.execArgv, process.title]));
export const createStore = () => ({ onCommit() {}, put: () => ({ revision: 0 }) });
