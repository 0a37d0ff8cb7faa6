import { createEngine, numericGradient, randomStream, relativeError } from "@descent/core";
import { assertAlmostEquals, assertEquals, assertLess, assertThrows } from "@std/assert";
import { gaussianNll } from "./gaussian_nll.ts";
import { negativeElbo, type NegativeElboOptions } from "./negative_elbo.ts";

const N = 3, D = 4, L = 2;

/** The loss of random numbers, its gradient, and how far that is from central differences. */
function tried(options: Omit<NegativeElboOptions, "code">, weights?: readonly number[]) {
  using engine = createEngine();
  using arena = engine.arena();
  const random = randomStream({ seed: 5 });
  const loss = negativeElbo({ code: L, ...options }).build([N, D + 2 * L], { arena, dtype: "f64" });
  const x = arena.tensor([N, D + 2 * L], "f64"), target = arena.tensor([N, 2, 2], "f64");
  random.fillNormal(x.data);
  random.fillUniform(target.data);
  const weight = weights === undefined ? undefined : arena.from(weights, [N], "f64");
  const value = loss.forward(x, target, weight);
  const losses = [...loss.losses.data], gradient = loss.backward().data.slice();
  const numeric = numericGradient(() => loss.forward(x, target, weight), x);
  return {
    value,
    losses,
    x: [...x.data],
    target: [...target.data],
    error: relativeError(gradient, numeric),
  };
}

Deno.test("negativeElbo is cross-entropy and divergence in nats an example, with their gradient", () => {
  const beta = 0.7, { value, losses, x, target, error } = tried({ beta });
  assertLess(error, 1e-7);
  for (let n = 0; n < N; n++) {
    let wanted = 0;
    for (let d = 0; d < D; d++) {
      const p = 1 / (1 + Math.exp(-x[8 * n + d])), t = target[D * n + d];
      wanted -= t * Math.log(p) + (1 - t) * Math.log(1 - p);
    }
    for (let l = 0; l < L; l++) {
      const mean = x[8 * n + D + l], logVariance = x[8 * n + D + L + l];
      wanted += beta / 2 * (mean ** 2 + Math.exp(logVariance) - logVariance - 1);
    }
    assertAlmostEquals(losses[n], wanted, 1e-12);
  }
  assertAlmostEquals(value, losses.reduce((sum, loss) => sum + loss) / N, 1e-12);
});

Deno.test("negativeElbo takes other reconstructions, reductions and sample weights", () => {
  const reconstruction = gaussianNll({ reduction: "sum" });
  for (const reduction of ["mean", "sum", "none"] as const) {
    assertLess(tried({ reduction, reconstruction }).error, 1e-7);
    assertLess(tried({ reduction }, [1, 0, 3]).error, 1e-7);
  }
  const plain = tried({}).losses, { value, losses } = tried({}, [1, 0, 3]);
  assertEquals(losses, [plain[0], 0, 3 * plain[2]]);
  assertAlmostEquals(value, (plain[0] + 3 * plain[2]) / 4, 1e-12);
});

Deno.test("negativeElbo refuses what does not fit, and gives NaN for NaN", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const context = { arena, dtype: "f64" } as const;
  assertThrows(() => negativeElbo({ code: 0 }), RangeError, "expected code");
  assertThrows(() => negativeElbo({ code: 1, beta: -1 }), RangeError, "got -1; try 1");
  assertThrows(() => negativeElbo({ code: 2 }).build([1, 4], context), TypeError, "[N, D + 4]");
  const loss = negativeElbo({ code: 1 }).build([1, 4], context);
  const x = arena.from([0, 0, NaN, 0], [1, 4], "f64");
  assertEquals(loss.forward(x, arena.tensor([1, 2], "f64")), NaN);
  assertThrows(() => loss.forward(x, arena.tensor([1, 3], "f64")), TypeError, "got [1, 3]");
});
