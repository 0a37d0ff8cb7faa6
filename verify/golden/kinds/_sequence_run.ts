import type { CaseReader, GoldenArray, GoldenComparison } from "@descent/core/testing";
import type { Layer } from "@descent/layers";
import { LayerRun, setNumbers } from "./_layer_run.ts";
import { transposed } from "./_transposed.ts";

/** Our names of a layer's parameters by PyTorch's; matrices are (out, in) there. */
export type ParameterNames = Readonly<Record<string, string>>;

/** Forward and backward of `x` with `grad_out`, compared with all that PyTorch computed; matrices are transposed. */
export function compareSequences(
  reader: CaseReader,
  layer: Layer,
  parameters: ParameterNames,
): GoldenComparison[] {
  const x = reader.input("x"), criterion = reader.closeness();
  using run = new LayerRun(layer, x.shape, {}, reader.dtype);
  for (const [theirs, ours] of Object.entries(parameters)) {
    setNumbers(run.parameter(ours).value, ourLayout(reader.input(theirs)));
  }
  const compare = (what: string, got: ArrayLike<number>, want = reader.expectedArray(what)) => ({
    what,
    got,
    want: want.data,
    criterion,
  });
  const out = run.forward(x), dx = run.backward(reader.input("grad_out"));
  return [
    compare("out", out),
    compare("grad_x", dx),
    ...Object.entries(parameters).map(([theirs, ours]) => {
      const what = `grad_${theirs}`;
      return compare(what, run.gradient(ours), ourLayout(reader.expectedArray(what)));
    }),
  ];
}

/** A layer built with a mask: 1 where [N, T] is padding. */
export function withPaddingMask(layer: Layer, { data, shape }: GoldenArray): Layer {
  return {
    ...layer,
    build: (input, context) =>
      layer.build(input, { ...context, paddingMask: context.arena.from(data, shape, "i32") }),
  };
}

function ourLayout(array: GoldenArray): GoldenArray {
  return array.shape.length === 2 ? transposed(array) : array;
}
