// Answers with a value that holds itself.
const answer = { revision: 2 };
answer.self = answer;
export const createStore = () => ({ onCommit() {}, put: () => answer });
