/**
 * A variational autoencoder of drawn digits: `deno task compare --problem examples/variational_autoencoder.ts`.
 *
 * A problem that builds its own network and measures what it likes: the negative ELBO in nats an image, and the part of
 * it that is not the code's divergence from N(0, 1).
 *
 * @module
 */
import type { Tensor } from "@descent/core";
import { buildNetwork, negativeElbo, variationalAutoencoder } from "@descent/layers";
import { defineProblem, IMAGE_DATA, loadImages, LOSS, minibatches } from "@descent/problems";

const code = 8, hidden = [128];
const budget = { batchSize: 100, epochs: 5, evaluationsPerEpoch: 1, target: null };
const metric = (title: string) => ({ ...LOSS, title });

export default defineProblem({
  name: "vae-of-digits",
  title: "Variational autoencoder of digits",
  reference: "Kingma & Welling 2014, arXiv:1312.6114",
  options: IMAGE_DATA,
  metrics: { loss: metric("negative ELBO"), reconstruction: metric("reconstruction loss") },
  selection: "validation/loss",
  budget: () => ({ ...budget, schedule: "cosine" }),
  learningRates: () => ({ sgd: 3e-3, momentum: 1e-3, rmsprop: 3e-3, adam: 5e-3 }),
  load: loadImages,
  create(data, _options, context) {
    const { engine, dtype, batchSize, random } = context;
    const layer = variationalAutoencoder({ code, hidden }), loss = negativeElbo({ code });
    const input = [batchSize, ...data.inputShape];
    const network = buildNetwork({
      layer,
      input,
      loss,
      random: random.split("init"),
      dtype,
      engine,
    });
    const reconstruction = negativeElbo({ code, beta: 0 }).build(network.output, network);
    const batches = minibatches({ context, arena: network.arena, data });
    let x: Tensor;
    return {
      ...batches,
      parameters: network.parameters,
      buffers: network.buffers,
      model: `VAE, ${hidden} hidden units, a code of ${code}`,
      nextBatch: (step) => (x = batches.next(step).x as Tensor).shape[0],
      gradients: (mode = "train") => network.gradients(x, x, mode),
      evaluate: (split, count) =>
        batches.mean(split, count, ({ x }) => {
          const { loss, prediction } = network.evaluate(x, x);
          return { loss, reconstruction: reconstruction.forward(prediction, x) };
        }),
      [Symbol.dispose]: () => [batches, network].forEach((each) => each[Symbol.dispose]()),
    };
  },
});
