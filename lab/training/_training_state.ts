import { formatShape, type RandomStream, type Shape, Tensor } from "@descent/core";
import type { TensorValues } from "@descent/models";
import type { Optimizer, StateTree } from "@descent/optim";
import type { BuiltProblem } from "@descent/problems";
import type { Checkpoint } from "./checkpoint.ts";
import type { WeightsCopy } from "./weights_copy.ts";

/** The state of a training: its problem, its optimizer and the stream of its draws, and the copy of the weights of the best row. */
export interface TrainingState {
  readonly problem: Pick<BuiltProblem, "parameters" | "buffers">;
  readonly optimizer: Optimizer;
  readonly best: WeightsCopy;
  readonly random: RandomStream;
}

/** The path of the number of words drawn from the optimizer's stream, whose key is the seed's. */
const drawn = "random/position";

/** Copies tensors and numbers; those of the best row only where there is one. */
export function captureState(
  state: TrainingState,
  hasBest: boolean,
): Pick<Checkpoint, "tensors" | "numbers"> {
  const tensors = new Map<string, TensorValues>();
  for (const [name, { shape, data }] of liveTensors(state, hasBest)) {
    tensors.set(name, { shape, data: data.slice() });
  }
  const numbers = {
    ...Object.fromEntries(
      liveNumbers(state.optimizer.state).map((
        [path, group, name],
      ) => [path, group[name] as number]),
    ),
    [drawn]: state.random.position,
  };
  return { tensors, numbers };
}

/**
 * Writes tensors and numbers back. The whole form is compared before the first is written.
 *
 * @throws {TypeError} When they are those of another problem or optimizer.
 */
export function restoreTrainingState(
  state: TrainingState,
  { tensors, numbers, progress }: Checkpoint,
): void {
  const live = liveTensors(state, progress.bestRow !== null);
  const places = liveNumbers(state.optimizer.state);
  const wanted = new Map([
    ...live.map(([name, values]): [string, string] => [name, described(values)]),
    ...[...places.map(([path]) => path), drawn].map((path): [string, string] => [path, "a number"]),
  ]);
  const came = new Map([
    ...[...tensors].map(([name, values]): [string, string] => [name, described(values)]),
    ...Object.keys(numbers).map((path): [string, string] => [path, "a number"]),
  ]);
  for (const name of new Set([...wanted.keys(), ...came.keys()])) {
    const [expected, got] = [wanted, came].map((forms) => forms.get(name) ?? "nothing");
    if (expected === got) continue;
    throw new TypeError(
      `train: expected a checkpoint with ${expected} at '${name}', got ${got}; ` +
        "go on from one of the same problem and optimizer",
    );
  }
  for (const [name, { data }] of live) data.set(tensors.get(name)!.data);
  for (const [path, group, name] of places) group[name] = numbers[path];
  state.random.position = numbers[drawn];
}

function liveTensors(
  { problem: { parameters, buffers }, optimizer, best }: TrainingState,
  hasBest: boolean,
): [string, TensorValues][] {
  const own = [...parameters, ...buffers];
  return [
    ...parameters.map(({ name, value }): [string, TensorValues] => [`parameter/${name}`, value]),
    ...buffers.map(({ name, value }): [string, TensorValues] => [`buffer/${name}`, value]),
    ...stateTensors(optimizer.state, "state"),
    ...hasBest
      ? own.map(({ name, value: { shape } }, index): [string, TensorValues] => {
        return [`best/${name}`, { shape, data: best.values[index] }];
      })
      : [],
  ];
}

function stateTensors(state: StateTree, path: string): [string, TensorValues][] {
  return Object.entries(state).flatMap(([name, entry]): [string, TensorValues][] => {
    if (typeof entry === "number") return [];
    const own = `${path}/${name}`;
    return entry instanceof Tensor ? [[own, entry]] : stateTensors(entry, own);
  });
}

/** Where the numbers of a state stand: path, group and name in it. */
function liveNumbers(
  state: StateTree,
  path: string = "state",
): [path: string, group: StateTree, name: string][] {
  return Object.entries(state).flatMap(([name, entry]): [string, StateTree, string][] => {
    const own = `${path}/${name}`;
    if (typeof entry === "number") return [[own, state, name]];
    return entry instanceof Tensor ? [] : liveNumbers(entry, own);
  });
}

function described({ shape, data }: { shape: Shape; data: TensorValues["data"] }): string {
  return `${data instanceof Float32Array ? "f32" : "f64"} ${formatShape(shape)}`;
}
