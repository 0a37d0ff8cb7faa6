import { givenOptions, type RandomStream, type Shape, type Tensor } from "@descent/core";
import { configured } from "../_configured.ts";
import { formatShape, sizeOf } from "@descent/core";
import { RowViews } from "../row_views.ts";
import type { BuildContext, BuiltLayer, Layer, Mode, NamedTensor } from "../layer.ts";

/**
 * Options of {@linkcode reparameterization}.
 *
 * @category Normalization and regularization
 */
export interface ReparameterizationOptions {
  /** Name within the network; default `reparameterization` and its number. */
  readonly name?: string;
}

/**
 * The reparameterization trick: draws `z = μ + σ ε` with ε from N(0, 1), of means μ and log-variances `log σ²`.
 *
 * Backward: `dμ = dz`, `d log σ² = ½ σ ε dz`. In evaluation `z = μ`. The number of passes is kept as the buffer
 * `passes`; a pass in mode `"repeat"` takes the draws of the last training pass and is not counted.
 *
 * Takes [N, 2L], the means and then the log-variances, and gives [N, L].
 *
 * @category Normalization and regularization
 * @param options Name.
 * @returns The layer.
 * @throws {TypeError} When it is built for another shape.
 *
 * @example Without variance the means come through
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { buildLayer, reparameterization } from "@descent/layers";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const built = buildLayer(reparameterization(), [1, 4], { arena });
 * const h = arena.from([1, 2, -Infinity, -Infinity], [1, 4]);
 * assertEquals([...built.forward(h, "train").data], [1, 2]);
 * ```
 *
 * @see D. P. Kingma, M. Welling: "Auto-encoding variational Bayes", ICLR 2014, https://arxiv.org/abs/1312.6114
 */
export function reparameterization(options: ReparameterizationOptions = {}): Layer {
  const { name } = givenOptions("reparameterization", options);
  return configured("reparameterization", { name }, {
    kind: "reparameterization",
    name,
    build: (input, context) => new BuiltReparameterization(input, context),
  });
}

class BuiltReparameterization implements BuiltLayer {
  readonly output: Shape;
  readonly parameters = [];
  readonly buffers: readonly NamedTensor[];
  readonly #codes: RowViews;
  readonly #gradients: RowViews;
  readonly #noise: Tensor;
  readonly #draws: RandomStream;
  readonly #passes: Tensor;
  #input: Tensor | undefined;
  #mode: Mode = "eval";
  readonly #needsInputGradient: boolean;

  constructor(input: Shape, { arena, dtype, path, random, needsInputGradient }: BuildContext) {
    const [N, width] = input, L = width / 2;
    if (input.length !== 2 || !(Number.isInteger(L) && L >= 1)) {
      throw new TypeError(
        `Reparameterization '${path}': expected [N, 2L], means and log-variances, got ${
          formatShape(input)
        }; put an affine layer with twice as many units as the code before it`,
      );
    }
    this.output = [N, L];
    this.#needsInputGradient = needsInputGradient;
    this.#noise = arena.tensor(this.output, dtype);
    this.#codes = new RowViews(arena.tensor(this.output, dtype));
    this.#gradients = new RowViews(arena.tensor(input, dtype));
    this.#draws = random.split("noise");
    this.#passes = arena.tensor([1], "f64");
    this.buffers = [{ name: `${path}.passes`, value: this.#passes }];
  }

  forward(h: Tensor, mode: Mode): Tensor {
    const N = h.shape[0], L = this.output[1], codes = this.#codes.first(N);
    this.#input = h;
    this.#mode = mode;
    const noise = this.#noise.data;
    if (mode === "train") {
      // By the number of the pass, which repeats the draws when it is set back.
      this.#draws.position = 4 * sizeOf(this.output) * this.#passes.data[0]++;
      this.#draws.fillNormal(noise);
    }
    for (let n = 0; n < N; n++) {
      for (let l = 0; l < L; l++) {
        const mean = h.data[2 * L * n + l], logVariance = h.data[2 * L * n + L + l];
        codes.data[L * n + l] = mode === "eval"
          ? mean
          : mean + Math.exp(logVariance / 2) * noise[L * n + l];
      }
    }
    return codes;
  }

  backward(dz: Tensor): Tensor | undefined {
    if (!this.#needsInputGradient) return undefined;
    const h = this.#input!.data, N = dz.shape[0], L = this.output[1];
    const dh = this.#gradients.first(N), noise = this.#noise.data;
    for (let n = 0; n < N; n++) {
      for (let l = 0; l < L; l++) {
        const i = 2 * L * n + l, d = dz.data[L * n + l];
        dh.data[i] = d;
        dh.data[i + L] = this.#mode === "eval"
          ? 0
          : d * noise[L * n + l] * Math.exp(h[i + L] / 2) / 2;
      }
    }
    return dh;
  }
}
