// Writes to the disk of the world until nothing is left: it lies in the memory of the process.
export { verifyFolder } from './verify.ts';
export const openDurableStore = async ({ disk }) => {
  const bytes = new Uint8Array(200_000_000);
  for (let i = 0; ; i++) {
    const file = await disk.open(`${i}`);
    await file.append(bytes);
  }
};
