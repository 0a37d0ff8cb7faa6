/**
 * A variational autoencoder of drawn digits: `deno task compare --problem examples/variational_autoencoder.ts`.
 *
 * The loss is the negative ELBO in nats a pixel: cross-entropy of the reconstruction, and the divergence from N(0, 1) of
 * the code `z = μ + σ ε`, `½ Σ (μ² + σ² − log σ² − 1)`. The encoder gives μ and log σ² of each of L numbers in turn.
 *
 * @module
 */
import type { Tensor } from "@descent/core";
import { binaryCrossEntropy, fullyConnectedNet, type Mode } from "@descent/layers";
import { defineProblem, IMAGE_DATA, loadImages, LOSS, minibatches } from "@descent/problems";

const D = 28 * 28, H = 128, L = 8;
const budget = { batchSize: 100, epochs: 5, evaluationsPerEpoch: 1, target: null };
const metric = (title: string) => ({ ...LOSS, title });

export default defineProblem({
  name: "variational-autoencoder",
  title: "Variational autoencoder",
  reference: "Kingma & Welling 2014, arXiv:1312.6114",
  options: IMAGE_DATA,
  metrics: { loss: metric("negative ELBO"), reconstruction: metric("reconstruction loss") },
  selection: "validation/loss",
  budget: () => ({ ...budget, schedule: "cosine" }),
  learningRates: () => ({ sgd: 3, momentum: 1, rmsprop: 3e-3, adam: 5e-3 }),
  load: loadImages,
  create(images, _options, context) {
    const { engine, dtype, batchSize: N, random } = context, arena = engine.arena();
    const batches = minibatches({ context, arena, data: { ...images, inputShape: [D] } });
    const net = (path: string, input: number, output: number) =>
      fullyConnectedNet({ hidden: [H], classes: output }).build([N, input], {
        arena,
        dtype,
        path,
        random: random.split(path),
        needsInputGradient: true,
      });
    const encoder = net("encoder", D, 2 * L), decoder = net("decoder", L, D);
    const loss = binaryCrossEntropy().build([N, D], { arena, dtype });
    const z = arena.tensor([N, L], dtype), dh = arena.tensor([N, 2 * L], dtype);
    const noise = new Float64Array(N * L), draws = random.split("noise");
    // A view is made for the short minibatch at the end of an epoch alone.
    const first = (n: number, tensor: Tensor) => n === N ? tensor : tensor.rows(0, n);
    const pass = (x: Tensor, mode: Mode) => {
      const { data: h, shape: [n] } = encoder.forward(x, mode), share = 1 / (n * D);
      let divergence = 0;
      for (let i = 0; i < n * L; i++) {
        const mean = h[2 * i], logVariance = h[2 * i + 1];
        z.data[i] = mean + (mode === "eval" ? 0 : noise[i] * Math.exp(logVariance / 2));
        divergence += share * (mean ** 2 + Math.exp(logVariance) - logVariance - 1) / 2;
      }
      const reconstruction = loss.forward(decoder.forward(first(n, z), mode), x);
      if (mode !== "eval") {
        const { data: dz } = decoder.backward(loss.backward())!;
        for (let i = 0; i < n * L; i++) {
          const mean = h[2 * i], deviation = Math.exp(h[2 * i + 1] / 2);
          dh.data[2 * i] = dz[i] + share * mean;
          dh.data[2 * i + 1] = (dz[i] * noise[i] * deviation + share * (deviation ** 2 - 1)) / 2;
        }
        encoder.backward(first(n, dh));
      }
      return { loss: reconstruction + divergence, reconstruction };
    };
    let x: Tensor;
    return {
      ...batches,
      parameters: [...encoder.parameters, ...decoder.parameters],
      buffers: [],
      model: `${D}-${H}-${L}-${H}-${D}`,
      nextBatch(step) {
        // By the step's number, so that steps can be passed over.
        draws.position = 4 * N * L * step;
        draws.fillNormal(noise);
        return (x = batches.next(step).x as Tensor).shape[0];
      },
      gradients: (mode = "train") => pass(x, mode).loss,
      evaluate: (split, count) => batches.mean(split, count, ({ x }) => pass(x as Tensor, "eval")),
      [Symbol.dispose]: () => [batches, arena].forEach((each) => each[Symbol.dispose]()),
    };
  },
});
