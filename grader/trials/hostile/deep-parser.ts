// Nests deeper than a parser's stack.
export const createStore = () => @DEEP@;
