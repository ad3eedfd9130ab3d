// Asks for the insides of Node.
const { internalBinding } = process.binding('fs');
export const createStore = () => ({ internalBinding });
