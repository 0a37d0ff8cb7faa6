import { functionProblem, type FunctionProblemOptions } from "./function_problem.ts";
import type { ProblemPlugin } from "./contract/problem_plugin.ts";

/**
 * A function of two variables that paths of optimizers are drawn on.
 *
 * @category Board
 */
export interface GalleryFunction extends FunctionProblemOptions {
  /** Where the descent starts. */
  readonly start: readonly [x: number, y: number];
  /** The function. */
  readonly value: (x: Float32Array | Float64Array) => number;
  /** Its gradient. */
  readonly gradient: (x: Float32Array | Float64Array) => readonly number[];
  /** The part of the plane that is drawn: smallest and largest x, smallest and largest y. */
  readonly window: readonly [left: number, right: number, bottom: number, top: number];
  /** Where it is lowest, each place. */
  readonly minima: readonly (readonly [x: number, y: number])[];
  /** Its value there. */
  readonly minimum: number;
}

/**
 * Functions of two variables for pictures, not for ranking: what helps in a plane says little of what helps in a net.
 *
 * Value and gradient use nothing but their argument and `Math`, so that their text runs in a page too.
 *
 * @category Board
 *
 * @example Rosenbrock's valley ends at (1, 1)
 * ```ts
 * import { galleryFunctions } from "@descent/problems";
 * import { assertEquals } from "@std/assert";
 *
 * const { value, gradient } = galleryFunctions[0];
 * const end = new Float64Array([1, 1]);
 * assertEquals([value(end), ...gradient(end)], [0, -0, 0]);
 * ```
 */
export const galleryFunctions: readonly GalleryFunction[] = [
  {
    name: "rosenbrock",
    title: "Rosenbrock's valley",
    reference: "H. H. Rosenbrock 1960, The Computer Journal 3",
    start: [-1.2, 1],
    window: [-2, 2, -1, 3],
    minima: [[1, 1]],
    minimum: 0,
    value: ([x, y]) => (1 - x) ** 2 + 100 * (y - x * x) ** 2,
    gradient: ([x, y]) => [-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)],
  },
  {
    name: "beale",
    title: "Beale's function",
    reference: "E. M. L. Beale 1958",
    start: [-1, 1.5],
    window: [-4.5, 4.5, -4.5, 4.5],
    minima: [[3, 0.5]],
    minimum: 0,
    value: ([x, y]) =>
      (1.5 - x + x * y) ** 2 + (2.25 - x + x * y ** 2) ** 2 + (2.625 - x + x * y ** 3) ** 2,
    gradient: ([x, y]) => {
      const a = 1.5 - x + x * y, b = 2.25 - x + x * y ** 2, c = 2.625 - x + x * y ** 3;
      return [
        2 * a * (y - 1) + 2 * b * (y ** 2 - 1) + 2 * c * (y ** 3 - 1),
        2 * a * x + 4 * b * x * y + 6 * c * x * y ** 2,
      ];
    },
  },
  {
    name: "himmelblau",
    title: "Himmelblau's function",
    reference: "D. M. Himmelblau 1972, Applied nonlinear programming",
    start: [-0.3, -0.9],
    window: [-5, 5, -5, 5],
    minima: [
      [3, 2],
      [-2.805118086952745, 3.131312518250573],
      [-3.779310253377747, -3.283185991286170],
      [3.584428340330492, -1.848126526964404],
    ],
    minimum: 0,
    value: ([x, y]) => (x * x + y - 11) ** 2 + (x + y * y - 7) ** 2,
    gradient: ([x, y]) => {
      const a = x * x + y - 11, b = x + y * y - 7;
      return [4 * x * a + 2 * b, 2 * a + 4 * y * b];
    },
  },
  {
    name: "branin",
    title: "Branin's function",
    reference: "F. H. Branin 1972, IBM J. Res. Dev. 16",
    start: [1, 13],
    window: [-5, 10, 0, 15],
    minima: [[-Math.PI, 12.275], [Math.PI, 2.275], [3 * Math.PI, 2.475]],
    minimum: 10 / (8 * Math.PI),
    value: ([x, y]) => {
      const valley = y - 5.1 / (4 * Math.PI ** 2) * x * x + 5 / Math.PI * x - 6;
      return valley ** 2 + 10 * (1 - 1 / (8 * Math.PI)) * Math.cos(x) + 10;
    },
    gradient: ([x, y]) => {
      const valley = y - 5.1 / (4 * Math.PI ** 2) * x * x + 5 / Math.PI * x - 6;
      return [
        2 * valley * (5 / Math.PI - 5.1 / (2 * Math.PI ** 2) * x) -
        10 * (1 - 1 / (8 * Math.PI)) * Math.sin(x),
        2 * valley,
      ];
    },
  },
  {
    name: "saddle",
    title: "Saddle between two minima",
    reference: "drawn here",
    start: [-1.5, 0.01],
    window: [-2, 2, -2, 2],
    minima: [[0, 1], [0, -1]],
    minimum: -0.25,
    value: ([x, y]) => x * x / 2 - y * y / 2 + y ** 4 / 4,
    gradient: ([x, y]) => [x, y ** 3 - y],
  },
  {
    name: "ravine",
    title: "Ravine of condition number 100",
    reference: "drawn here",
    start: [-8, 1],
    window: [-10, 10, -2, 2],
    minima: [[0, 0]],
    minimum: 0,
    value: ([x, y]) => (x * x + 100 * y * y) / 2,
    gradient: ([x, y]) => [x, 100 * y],
  },
  {
    name: "rastrigin",
    title: "Rastrigin's function",
    reference: "L. A. Rastrigin 1974, Systems of extremal control",
    start: [-2.7, 3.3],
    window: [-5.12, 5.12, -5.12, 5.12],
    minima: [[0, 0]],
    minimum: 0,
    value: ([x, y]) =>
      20 + x * x - 10 * Math.cos(2 * Math.PI * x) + y * y - 10 * Math.cos(2 * Math.PI * y),
    gradient: ([x, y]) => [
      2 * x + 20 * Math.PI * Math.sin(2 * Math.PI * x),
      2 * y + 20 * Math.PI * Math.sin(2 * Math.PI * y),
    ],
  },
];

/**
 * The same functions as problems. They are not of the catalogue, whose problems are ranked on.
 *
 * @category Board
 *
 * @example
 * ```ts
 * import { galleryProblems } from "@descent/problems";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(galleryProblems.map(({ name }) => name).slice(0, 3), ["rosenbrock", "beale", "himmelblau"]);
 * ```
 */
export const galleryProblems: readonly ProblemPlugin[] = galleryFunctions.map(functionProblem);
