import { Attention, type Heads, RotaryPositions, type Tensor } from "@descent/core";
import type { CaseReader, GoldenArray, GoldenComparison } from "@descent/core/testing";
import { gelu, type Layer, multiHeadAttention, relu, transformerBlock } from "@descent/layers";
import type { GoldenKind } from "../golden_kind.ts";
import { goldenEngine } from "./_golden_engine.ts";
import { compareSequences, withPaddingMask } from "./_sequence_run.ts";

const selfAttention: GoldenKind = {
  name: "multihead_attention",
  check(reader) {
    reader.choice("batch_first", [true]);
    const D = reader.input("x").shape[2];
    reader.choice("embed_dim", [D], D);
    const layer = multiHeadAttention({
      heads: reader.number("num_heads"),
      causal: reader.flag("causal", false),
    });
    return compareSequences(reader, withKeyPadding(reader, layer), attentionParameters(""));
  },
};

const block: GoldenKind = {
  name: "transformer_block",
  check(reader) {
    reader.choice("batch_first", [true]);
    const width = reader.number("d_model"), isBefore = reader.flag("norm_first", false);
    const activations = { relu: relu(), gelu: gelu() };
    const name = reader.choice("activation", ["relu", "gelu"], "relu");
    const layer = transformerBlock({
      width,
      heads: reader.number("nhead"),
      hidden: reader.number("dim_feedforward"),
      activation: activations[name],
      normalization: isBefore ? "before" : "after",
      causal: reader.flag("causal", false),
      epsilon: reader.number("layer_norm_eps", 1e-5),
    });
    const path = "transformerBlock/attention/body/";
    const steps = "transformerBlock/feedForward/body/steps/layers/";
    const norms = isBefore
      ? [`${path}norm`, "transformerBlock/feedForward/body/norm"]
      : ["transformerBlock/norm1", "transformerBlock/norm2"];
    return compareSequences(reader, withKeyPadding(reader, layer), {
      ...attentionParameters("self_attn.", `${path}heads.`),
      "linear1.weight": `${steps}hidden.weight`,
      "linear1.bias": `${steps}hidden.bias`,
      "linear2.weight": `${steps}output.weight`,
      "linear2.bias": `${steps}output.bias`,
      "norm1.weight": `${norms[0]}.gain`,
      "norm1.bias": `${norms[0]}.bias`,
      "norm2.weight": `${norms[1]}.gain`,
      "norm2.bias": `${norms[1]}.bias`,
    });
  },
};

const scaledDotProduct: GoldenKind = {
  name: "scaled_dot_product_attention",
  check(reader) {
    const q = reader.input("q"), k = reader.input("k");
    const [N, queryHeads, queries, width] = q.shape, [, keyHeads, keys] = k.shape;
    reader.choice("query_heads", [queryHeads], queryHeads);
    reader.choice("key_heads", [keyHeads], keyHeads);
    const { dtype } = reader;
    using arena = goldenEngine().arena();
    const given = ({ data, shape }: GoldenArray): Heads => ({
      tensor: arena.from(data, shape, dtype),
    });
    const empty = ({ shape }: GoldenArray): Heads & { tensor: Tensor } => ({
      tensor: arena.tensor(shape, dtype),
    });
    const ofQueries = {
      sequence: queryHeads * queries * width,
      head: queries * width,
      step: width,
    };
    const ofKeys = { sequence: keyHeads * keys * width, head: keys * width, step: width };
    const attention = new Attention({
      arena,
      dtype,
      batch: N,
      queryHeads,
      keyHeads,
      queries,
      keys,
      width,
      causal: reader.flag("causal", false),
      strides: { query: ofQueries, key: ofKeys, value: ofKeys, output: ofQueries },
    });
    const inputs = [q, k, reader.input("v")].map(given) as [Heads, Heads, Heads];
    const out = empty(q), dq = empty(q), dk = empty(k), dv = empty(k);
    attention.forward(N, ...inputs, out);
    attention.backward(N, ...inputs, given(reader.input("grad_out")), dq, dk, dv);
    return compareAll(reader, { out, grad_q: dq, grad_k: dk, grad_v: dv });
  },
};

const rotary: GoldenKind = {
  name: "rotary_position",
  check(reader) {
    reader.choice("pairs", ["halves"], "halves");
    const { data, shape } = reader.input("x"), gradient = reader.input("grad_out");
    const [steps, width] = shape.slice(-2), base = reader.number("base", 10_000);
    const { dtype } = reader;
    using arena = goldenEngine().arena();
    const positions = new RotaryPositions({ arena, dtype, steps, width, base });
    const out = positions.rotate(arena.from(data, shape, dtype), { heads: 1 });
    const dx = positions.rotate(arena.from(gradient.data, shape, dtype), { heads: 1, back: true });
    return compareAll(reader, { out: { tensor: out }, grad_x: { tensor: dx } });
  },
};

/** Attention and what is made of it. */
export const attention: readonly GoldenKind[] = [selfAttention, block, scaledDotProduct, rotary];

function attentionParameters(theirs: string, ours = ""): Readonly<Record<string, string>> {
  return {
    [`${theirs}in_proj_weight`]: `${ours}inputWeight`,
    [`${theirs}in_proj_bias`]: `${ours}inputBias`,
    [`${theirs}out_proj.weight`]: `${ours}outputWeight`,
    [`${theirs}out_proj.bias`]: `${ours}outputBias`,
  };
}

function withKeyPadding(reader: CaseReader, layer: Layer): Layer {
  const name = "key_padding_mask";
  return Object.hasOwn(reader.golden.inputs, name)
    ? withPaddingMask(layer, reader.input(name))
    : layer;
}

function compareAll(
  reader: CaseReader,
  figures: Readonly<Record<string, { readonly tensor: Tensor }>>,
): GoldenComparison[] {
  const criterion = reader.closeness();
  return Object.entries(figures).map(([what, { tensor }]) => ({
    what,
    got: tensor.data.slice(),
    want: reader.expectedArray(what).data,
    criterion,
  }));
}
