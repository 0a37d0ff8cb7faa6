import { createEngine, type DType, randomStream, type Shape } from "@descent/core";
import { type Layer, sequential } from "@descent/layers";

/** A tensor that a network has. */
export interface WantedTensor {
  readonly shape: Shape;
  /** Whether it is a table of vectors, which no library transposes. */
  readonly isTable: boolean;
}

const PAGE = 65536;

/** Builds a layer for one example, within a bound of memory, to see its tensors by name. */
export function wantedTensors(
  layer: Layer,
  { inputShape, dtype, mostBytes }: {
    readonly inputShape: Shape;
    readonly dtype: DType;
    readonly mostBytes: number;
  },
): Map<string, WantedTensor> {
  const maximumBytes = Math.min(PAGE * PAGE, Math.ceil(mostBytes / PAGE) * PAGE);
  using engine = createEngine({ maximumBytes });
  using arena = engine.arena();
  const root = layer.kind === "sequential" ? layer : sequential([layer]);
  const { parameters, buffers } = root.build([1, ...inputShape], {
    arena,
    dtype,
    random: randomStream({ seed: 0 }),
    path: root.name ?? "",
    needsInputGradient: false,
  });
  return new Map<string, WantedTensor>([
    ...parameters.map(({ name, value, role }): [string, WantedTensor] => [
      name,
      { shape: value.shape, isTable: role === "embedding" },
    ]),
    ...buffers.map(({ name, value }): [string, WantedTensor] => [
      name,
      { shape: value.shape, isTable: false },
    ]),
  ]);
}
