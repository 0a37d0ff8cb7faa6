import type { Arena, RandomStream, Shape, Tensor } from "@descent/core";

/** Indices from 0 to `count` − 1, for layers that take them and losses that compare with them. */
export function randomIndices(
  arena: Arena,
  shape: Shape,
  count: number,
  random: RandomStream,
): Tensor<"i32"> {
  const indices = arena.tensor(shape, "i32");
  for (let i = 0; i < indices.size; i++) indices.data[i] = random.integer(count);
  return indices;
}
