import type { Engine } from "../memory/engine.ts";
import { Convolution } from "./convolution.ts";

/** The largest relative error of bias gradients of 200,000 tenths: in long rows, in a large image, in many images. */
export function biasGradientError(engine: Engine): number {
  const count = 200_000, inputs = [[1, 1, 1, count], [1, 1, 500, 400], [2000, 1, 10, 10]];
  const errors = inputs.flatMap((input) => {
    using arena = engine.arena();
    const convolution = new Convolution({ arena, input, filters: 2, kernel: 1 });
    const x = arena.tensor(input), dy = arena.tensor(convolution.output);
    const dw = arena.tensor(convolution.weight), db = arena.tensor([2]);
    dy.data.fill(0.1);
    convolution.gradient(x, dy, dw, db);
    return Array.from(db.data, (got) => Math.abs(got / (count * Math.fround(0.1)) - 1));
  });
  return Math.max(...errors);
}
