import { createEngine, type DType, randomStream } from "@descent/core";
import { assertLessOrEqual } from "@std/assert";
import type { Loss } from "./loss.ts";

/** The loss of an element and its derivative in plain TypeScript. */
export interface LossReference {
  readonly value: (x: number, t: number) => number;
  readonly slope: (x: number, t: number) => number;
}

const bounds: Readonly<Record<DType, number>> = { f32: 3e-6, f64: 1e-14 };

/** Compares value and gradient with the reference, for batches below the largest too. */
export function assertLossMatchesReference(
  loss: Loss,
  reference: LossReference,
  drawTarget: () => number,
): void {
  using engine = createEngine();
  const random = randomStream({ seed: 31 });
  for (const dtype of ["f32", "f64"] as const) {
    for (const rest of [[1], [7], [3, 5]]) {
      using arena = engine.arena();
      const shape = [6, ...rest], built = loss.build(shape, { arena, dtype });
      const x = arena.tensor(shape, dtype), t = arena.tensor(shape, dtype);
      random.fillNormal(x.data, 0, 4);
      t.data.forEach((_, i) => t.data[i] = drawTarget());
      for (const N of [6, 1]) {
        const part = x.rows(0, N), target = t.rows(0, N), n = part.size;
        const total = Array.from(part.data, (each, i) => reference.value(each, target.data[i]))
          .reduce((sum, value) => sum + value, 0);
        const got = built.forward(part, target);
        assertLessOrEqual(Math.abs(got - total / n), bounds[dtype] * (1 + total / n), dtype);
        built.backward().data.forEach((slope, i) => {
          const want = reference.slope(part.data[i], target.data[i]) / n;
          assertLessOrEqual(Math.abs(slope - want), bounds[dtype] * (1 / n + Math.abs(want)));
        });
      }
    }
  }
}
