// Answers with something that is whatever is asked of it.
const anything = new Proxy(function () {}, {
  get: (_target, key) => (key === Symbol.toPrimitive ? () => 2 : anything),
  apply: () => anything,
  construct: () => anything,
  ownKeys: () => ['revision', 'prototype', 'arguments', 'caller', 'length', 'name'],
  getOwnPropertyDescriptor: () => ({
    ...{ value: anything, enumerable: true, configurable: true, writable: true },
  }),
});
export const createStore = () => anything;
