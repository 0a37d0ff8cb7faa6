import { createEngine, type Engine, randomStream, type Tensor } from "@descent/core";
import { createOptimizer } from "../create_optimizer.ts";
import type { OptimizerPlugin } from "../optimizer_plugin.ts";

/**
 * Changes of the coordinates of a weight matrix and its gradients under which a rule makes the same steps.
 *
 * @category Conformance
 */
export interface Equivariances {
  /** Rows and columns change places: true of every rule. */
  readonly permutation: boolean;
  /** Elements change their signs. */
  readonly signs: boolean;
  /** Each element's gradients are multiplied by a number of its own, and the steps stay as they are. */
  readonly gradientScale: boolean;
  /** The matrix is multiplied by an orthogonal one from each side. */
  readonly orthogonal: boolean;
  /** All elements, as one vector, are rotated. */
  readonly rotation: boolean;
}

const rows = 4, columns = 3, size = rows * columns, steps = 8;
const tolerance = 1e-6;

/**
 * Finds out under which changes of coordinates a rule makes the same steps, by eight steps on a matrix [4, 3] in f64.
 *
 * @category Conformance
 * @param plugin The rule.
 * @param hyperparameters Those that differ from the defaults, such as an ε of 0; default none.
 * @param asked The changes to try; default all.
 * @returns Whether it is so for each change.
 *
 * @example Gradient descent knows no coordinates, Adam knows no scale
 * ```ts
 * import { adam, equivariances, sgd } from "@descent/optim";
 * import { assertEquals } from "@std/assert";
 *
 * const { rotation, gradientScale } = equivariances(sgd);
 * assertEquals([rotation, gradientScale], [true, false]);
 * const ofAdam = equivariances(adam, { epsilon: 0 });
 * assertEquals([ofAdam.rotation, ofAdam.gradientScale], [false, true]);
 * ```
 */
export function equivariances<Name extends keyof Equivariances = keyof Equivariances>(
  plugin: OptimizerPlugin,
  hyperparameters: Readonly<Record<string, number>> = {},
  asked: readonly Name[] = Object.keys(changes) as Name[],
): Pick<Equivariances, Name> {
  using engine = createEngine();
  const steps = (first: readonly number[], change: Change) =>
    follow({ plugin, hyperparameters, engine, first, change });
  const plain = steps(start(), (g) => g);
  const isSame = (change: Change, onWeights: Change = change) => {
    const changed = steps(onWeights(start()), change);
    const wanted = onWeights(plain), first = onWeights(start());
    const way = Math.max(...wanted.map((each, i) => Math.abs(each - first[i])));
    return changed.every((each, i) => Math.abs(each - wanted[i]) <= tolerance * way);
  };
  const found = asked.map((name) => {
    const [change, onWeights] = changes[name];
    return [name, isSame(change, onWeights)];
  });
  return Object.fromEntries(found) as Pick<Equivariances, Name>;
}

type Change = (x: readonly number[]) => readonly number[];

/** Of the gradients and, where it is another one, of the weights. */
const changes: Readonly<Record<keyof Equivariances, readonly [Change, onWeights?: Change]>> = {
  permutation: [
    (x) => x.map((_, i) => x[(Math.floor(i / columns) + 1) % rows * columns + (i + 1) % columns]),
  ],
  signs: [(x) => x.map((each, i) => i % 5 === 1 ? -each : each)],
  gradientScale: [(x) => x.map((each, i) => each * 2 ** (i % 4)), (x) => x],
  orthogonal: [(x) => turnColumns(turnRows(x))],
  rotation: [rotate],
};

function start(): number[] {
  return Array.from({ length: size }, (_, i) => 2 * Math.cos(1 + i));
}

/** Turns two coordinates by 0.6, 0.8. */
function turn(x: number[], i: number, j: number): void {
  [x[i], x[j]] = [0.6 * x[i] - 0.8 * x[j], 0.8 * x[i] + 0.6 * x[j]];
}

function turnRows(x: readonly number[]): number[] {
  const turned = [...x];
  for (let row = 0; row + 1 < rows; row++) {
    for (let j = 0; j < columns; j++) turn(turned, row * columns + j, (row + 1) * columns + j);
  }
  return turned;
}

function turnColumns(x: readonly number[]): number[] {
  const turned = [...x];
  for (let column = 0; column + 1 < columns; column++) {
    for (let i = 0; i < rows; i++) turn(turned, i * columns + column, i * columns + column + 1);
  }
  return turned;
}

function rotate(x: readonly number[]): number[] {
  const turned = [...x];
  for (let i = 0; i + 1 < size; i++) turn(turned, i, i + 1);
  return turned;
}

/** The last weights, under changed gradients. */
function follow({ plugin, hyperparameters, engine, first, change }: {
  readonly plugin: OptimizerPlugin;
  readonly hyperparameters: Readonly<Record<string, number>>;
  readonly engine: Engine;
  readonly first: readonly number[];
  readonly change: Change;
}): number[] {
  using arena = engine.arena();
  const shape = [rows, columns];
  const value: Tensor = arena.from(first, shape, "f64"),
    gradient: Tensor = arena.tensor(shape, "f64");
  // After an embedding of nothing, so that it is a hidden layer's matrix.
  const none: Tensor = arena.tensor([0, 1], "f64"), noSlope: Tensor = arena.tensor([0, 1], "f64");
  const parameters = [
    { name: "none", value: none, gradient: noSlope, role: "embedding", decays: true },
    { name: "w", value, gradient, role: "weight", decays: true },
  ] as const;
  const optimizer = createOptimizer({ plugin, parameters, hyperparameters });
  const context = {
    loss: 0,
    evaluate: () => 0,
    totalSteps: steps,
    random: randomStream({ seed: 1 }),
  };
  for (let step = 1; step <= steps; step++) {
    const slopes = Array.from({ length: size }, (_, i) => Math.cos(step * 7 + i * i));
    gradient.data.set(change(slopes));
    optimizer.step({ step, learningRate: 0.01, ...context });
  }
  return [...value.data];
}
