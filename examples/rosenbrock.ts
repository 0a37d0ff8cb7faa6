/**
 * Rosenbrock's function, a bent valley of two variables: `deno task compare --problem examples/rosenbrock.ts`.
 *
 * Its least value is 0 at (1, 1), and the way there along the valley's floor is nearly flat.
 *
 * @module
 */
import { functionProblem } from "@descent/problems";

export default functionProblem({
  name: "rosenbrock",
  title: "Rosenbrock's function",
  reference: "Rosenbrock 1960, The Computer Journal 3",
  start: [-1.2, 1],
  value: ([x, y]) => (1 - x) ** 2 + 100 * (y - x * x) ** 2,
  gradient: ([x, y]) => [-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)],
  steps: 5000,
  target: 1e-3,
  learningRates: { sgd: 1e-3, momentum: 3e-4, rmsprop: 1e-3, adam: 0.03 },
});
