// A timer that throws what breaks whoever reads it.
const bomb = new Proxy(
  {},
  {
    get() {
      throw bomb;
    },
  },
);
export const leased = (store) => store;
export const createLessor = (world) => ({
  grant({ id, ttl }) {
    world.clock.after(1, () => {
      throw bomb;
    });
    return { id, ttl };
  },
});
