// Turns the clock on by a year instead of waiting.
export const leased = (store) => store;
export const createLessor = (world) => ({
  grant({ id, ttl }) {
    world.clock.advanceSync(365 * 24 * 3_600_000);
    return { id, ttl };
  },
});
