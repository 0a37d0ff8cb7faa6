import { createEngine, type DType, formatShape, randomStream, type Shape } from "@descent/core";
import { buildRoot, type Layer } from "@descent/layers";

/** A tensor that a network has. */
export interface WantedTensor {
  readonly shape: Shape;
  /** Whether it is a table of vectors, which no library transposes. */
  readonly isTable: boolean;
}

const PAGE = 65536;

/** A damaged description may ask for a network of any size; its file then does not hold the numbers. */
const MEMORY_BESIDE_FILE = 512 * 2 ** 20, MEMORY_PER_BYTE = 8;

/** Builds a file's layer for one example, within a bound of memory, to see its tensors by name. */
export function wantedTensors(
  layer: Layer,
  { inputShape, dtype, fileBytes, path }: {
    readonly inputShape: Shape;
    readonly dtype: DType;
    /** Bytes of all tensors of the file. */
    readonly fileBytes: number;
    readonly path: string;
  },
): Map<string, WantedTensor> {
  const mostBytes = MEMORY_BESIDE_FILE + MEMORY_PER_BYTE * fileBytes;
  const maximumBytes = Math.min(PAGE * PAGE, Math.ceil(mostBytes / PAGE) * PAGE);
  try {
    using engine = createEngine({ maximumBytes });
    using arena = engine.arena();
    const random = randomStream({ seed: 0 });
    const { parameters, buffers } =
      buildRoot(layer, [1, ...inputShape], { arena, dtype, random }).built;
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
  } catch (error) {
    throw new SyntaxError(
      `${path}: expected a network that can be built for an input ${formatShape(inputShape)}: ${
        (error as Error).message
      }`,
      { cause: error },
    );
  }
}
