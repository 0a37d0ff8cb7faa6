import type { Shape } from "@descent/core";
import { celu } from "../activations/celu.ts";
import { geglu } from "../activations/geglu.ts";
import { glu } from "../activations/glu.ts";
import { hardSigmoid } from "../activations/hard_sigmoid.ts";
import { hardSwish } from "../activations/hard_swish.ts";
import { hardTanh } from "../activations/hard_tanh.ts";
import { logSigmoid } from "../activations/log_sigmoid.ts";
import { maxout } from "../activations/maxout.ts";
import { mish } from "../activations/mish.ts";
import { prelu } from "../activations/prelu.ts";
import { reglu } from "../activations/reglu.ts";
import { relu6 } from "../activations/relu6.ts";
import { softsign } from "../activations/softsign.ts";
import { swiglu } from "../activations/swiglu.ts";
import { swish } from "../activations/swish.ts";
import { anyShapes } from "./_entry_shapes.ts";
import type { LayerEntry } from "./layer_entry.ts";

const evenShapes: readonly Shape[] = [[1, 2], [3, 14], [2, 3, 6]];
const evenChannels: readonly Shape[] = [[1, 2], [3, 6], [2, 4, 3, 5]];

/** The catalogue's rows for activations that are functions of each element, of halves and of groups. */
export const activationEntries: readonly LayerEntry[] = [
  ...[relu6(), hardTanh(), hardSigmoid(), hardSwish(), mish(), softsign(), logSigmoid()].map(
    (layer) => ({ title: layer.kind, layer, inputs: anyShapes, bound: 1e-8 }),
  ),
  { title: "celu", layer: celu({ alpha: 0.8 }), inputs: anyShapes, bound: 1e-8 },
  ...[glu(), reglu(), geglu(), swiglu()].map((layer) => ({
    title: layer.kind,
    layer,
    inputs: evenShapes,
    bound: 1e-7,
  })),
  { title: "swiglu of channels", layer: swiglu({ axis: 1 }), inputs: evenChannels, bound: 1e-7 },
  { title: "prelu", layer: prelu(), inputs: anyShapes, bound: 1e-8 },
  {
    title: "prelu of each channel",
    layer: prelu({ perChannel: true }),
    inputs: anyShapes,
    bound: 1e-8,
  },
  {
    title: "swish with a learned slope",
    layer: swish({ perChannel: true }),
    inputs: anyShapes,
    bound: 1e-7,
  },
  { title: "maxout", layer: maxout({ pieces: 2 }), inputs: evenChannels, bound: 1e-8 },
];
