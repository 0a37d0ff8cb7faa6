import type { GoldenComparison } from "@descent/core/testing";
import { embedding } from "@descent/layers";
import type { GoldenKind } from "../golden_kind.ts";
import { LayerRun } from "./_layer_run.ts";

/** Rows of a table by their indices. */
export const embeddingKind: GoldenKind = {
  name: "embedding",
  check(reader) {
    const layer = embedding({
      numEmbeddings: reader.number("count"),
      embeddingDim: reader.number("features"),
    });
    reader.choice("padding_idx", [null], null);
    const { data, shape } = reader.input("indices"), weight = reader.input("weight");
    using run = new LayerRun(layer, shape, { weight }, reader.dtype);
    const out = run.built.forward(run.arena.from(data, shape, "i32"), "train").data.slice();
    run.built.backward(run.tensor(reader.input("grad_out")));
    const criterion = reader.closeness();
    const compare = (what: string, got: ArrayLike<number>): GoldenComparison => ({
      what,
      got,
      want: reader.expectedArray(what).data,
      criterion,
    });
    return [compare("out", out), compare("grad_weight", run.gradient("weight"))];
  },
};
