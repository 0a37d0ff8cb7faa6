import type { CaseReader, GoldenComparison } from "@descent/core/testing";
import type { Layer, Mode } from "@descent/layers";
import { LayerRun, setNumbers } from "./_layer_run.ts";

/** How a PyTorch layer is repeated whose arrays have the same layout as ours. */
export interface TorchLayer {
  readonly layer: Layer;
  /** Our names of the layer's parameters by PyTorch's; default none. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Our names of its buffers by PyTorch's, set before the pass; default none. */
  readonly buffers?: Readonly<Record<string, string>>;
  /** Default train. */
  readonly mode?: Mode;
  /** Whether the buffers after the pass are expected; default no. */
  readonly movesBuffers?: boolean;
}

/** Forward and backward of `x` with `grad_out`, compared with all that PyTorch computed. */
export function compareLayer(
  reader: CaseReader,
  { layer, parameters = {}, buffers = {}, mode = "train", movesBuffers = false }: TorchLayer,
): GoldenComparison[] {
  const x = reader.input("x");
  using run = new LayerRun(layer, x.shape, {}, reader.dtype);
  for (const [theirs, ours] of Object.entries(parameters)) {
    setNumbers(run.parameter(ours).value, reader.input(theirs));
  }
  for (const [theirs, ours] of Object.entries(buffers)) {
    setNumbers(run.buffer(ours), reader.input(theirs));
  }
  const criterion = reader.closeness();
  const compare = (what: string, got: ArrayLike<number>) => ({
    what,
    got,
    want: reader.expectedArray(what).data,
    criterion,
  });
  const out = run.forward(x, mode), dx = run.backward(reader.input("grad_out"));
  return [
    compare("out", out),
    compare("grad_x", dx),
    ...Object.entries(parameters).map(([theirs, ours]) =>
      compare(`grad_${theirs}`, run.gradient(ours))
    ),
    ...movesBuffers
      ? Object.entries(buffers).map(([theirs, ours]) =>
        compare(theirs, run.buffer(ours).data.slice())
      )
      : [],
  ];
}
