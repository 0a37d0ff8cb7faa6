import { createEngine, type DType, formatShape, randomStream, type Shape } from "@descent/core";
import { buildRoot, type Layer, type LayerPart } from "@descent/layers";

/** A tensor that a network has. */
export interface WantedTensor {
  readonly shape: Shape;
  /** Kind of its layer. */
  readonly kind: string;
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
    const root = buildRoot(layer, [1, ...inputShape], { arena, dtype, random });
    const { parameters, buffers } = root.built, kinds = new Map(kindsOf(root));
    return new Map(
      [...parameters, ...buffers].map((tensor): [string, WantedTensor] => [tensor.name, {
        shape: tensor.value.shape,
        kind: kinds.get(tensor.name.slice(0, tensor.name.lastIndexOf("."))) ?? "",
        isTable: "role" in tensor && tensor.role === "embedding",
      }]),
    );
  } catch (error) {
    throw new SyntaxError(
      `${path}: expected a network that can be built for an input ${formatShape(inputShape)}: ${
        (error as Error).message
      }`,
      { cause: error },
    );
  }
}

/** The kinds of all layers by their paths. */
function kindsOf({ path, layer, parts }: LayerPart): [path: string, kind: string][] {
  return [[path, layer.kind], ...parts.flatMap(kindsOf)];
}
