import type { CaseReader, GoldenComparison } from "@descent/core/testing";
import { affine } from "@descent/layers";
import type { GoldenKind } from "../golden_kind.ts";
import { LayerRun } from "./_layer_run.ts";
import { transposed } from "./_transposed.ts";

/** `out = x weightᵀ + bias`, over any number of leading axes. */
export const linear: GoldenKind = { name: "linear", check };

function check(reader: CaseReader): GoldenComparison[] {
  const D = reader.number("in_features"), units = reader.number("out_features");
  const hasBias = reader.flag("bias", true);
  const x = reader.input("x"), weight = transposed(reader.input("weight"));
  const bias = hasBias ? { bias: reader.input("bias") } : {};
  const rows = { shape: [x.data.length / D, D], data: x.data };
  const layer = affine({ units, ...hasBias ? {} : { bias: false } });
  using run = new LayerRun(layer, rows.shape, { weight, ...bias }, reader.dtype);
  const criterion = reader.closeness();
  const compare = (what: string, got: ArrayLike<number>, want = reader.expectedArray(what)) => ({
    what,
    got,
    want: want.data,
    criterion,
  });
  const out = run.forward(rows), dx = run.backward(reader.input("grad_out"));
  return [
    compare("out", out),
    compare("grad_x", dx),
    compare("grad_weight", run.gradient("weight"), transposed(reader.expectedArray("grad_weight"))),
    ...hasBias ? [compare("grad_bias", run.gradient("bias"))] : [],
  ];
}
