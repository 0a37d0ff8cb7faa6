/** Draws from 0 to `limit` - 1. */
export type DrawBelow = (limit: number) => number;

const ROUNDS = 10;

/** Words of Philox 4x32-10 with counters 0, 1, 2, … under a key: the same on every machine. */
export function philoxWords(key: readonly [number, number]): () => number {
  const block = new Uint32Array(4);
  let counter = 0;
  let place = 4;
  return () => {
    if (place === 4) {
      block.set([counter >>> 0, Math.floor(counter / 2 ** 32), 0, 0]);
      encrypt(block, key);
      counter++;
      place = 0;
    }
    return block[place++];
  };
}

/** Whole numbers below a limit, each equally probable, from the words of a seed. */
export function seededDraws(seed: number): DrawBelow {
  const word = philoxWords([seed >>> 0, Math.floor(seed / 2 ** 32) >>> 0]);
  return (limit) => {
    // Words above the last whole multiple would favour the smallest numbers.
    const most = 2 ** 32 - 2 ** 32 % limit;
    let drawn = word();
    while (drawn >= most) drawn = word();
    return drawn % limit;
  };
}

/** Encrypts a counter in place. */
export function encrypt(block: Uint32Array, [key0, key1]: readonly [number, number]): void {
  for (let round = 0; round < ROUNDS; round++) {
    const first = BigInt(block[0]) * 0xD2511F53n;
    const second = BigInt(block[2]) * 0xCD9E8D57n;
    block.set([
      Number(second >> 32n) ^ block[1] ^ key0,
      Number(second & 0xFFFFFFFFn),
      Number(first >> 32n) ^ block[3] ^ key1,
      Number(first & 0xFFFFFFFFn),
    ]);
    key0 = (key0 + 0x9E3779B9) >>> 0;
    key1 = (key1 + 0xBB67AE85) >>> 0;
  }
}
