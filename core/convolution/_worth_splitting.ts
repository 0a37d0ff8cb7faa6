/** Multiplications below which a call takes less time than telling another thread of it. */
export const worthSplitting = 250_000;
