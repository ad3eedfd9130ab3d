// Keeps the compiler busy: each level of this doubles its work.
class A{a=class A{a=class A{a=class A{a=class A{a=class A{a=class A{a=class A{a=class A{a=class A{a=class A{a=class A{a=class A{a=class A{a=class A{a=class A{a=class A{a=class A{a=class A{a=class A{a=class A{a=class A{a=1}}}}}}}}}}}}}}}}}}}}}}
export const createStore = () => A;
