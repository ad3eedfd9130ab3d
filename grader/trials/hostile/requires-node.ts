// Requires what belongs to Node.
const { readFileSync } = require('fs');
console.log(readFileSync('@CANARY@', 'utf8'));
export const createStore = () => {};
