import { createEngine, randomStream } from "@descent/core";
import { assertEquals } from "@std/assert";
import { relu } from "./activations/relu.ts";
import { residual } from "./composition/residual.ts";
import { sequential } from "./composition/sequential.ts";
import { affine } from "./linear/affine.ts";
import { softmaxCrossEntropy } from "./losses/softmax_cross_entropy.ts";
import { buildNetwork } from "./network.ts";
import { l2Penalty } from "./penalties/l2_penalty.ts";

/** A network with a container in it, built twice from one seed: with and without an observer. */
function build(engine: ReturnType<typeof createEngine>, log?: string[]) {
  let depth = 0;
  const observer = log && {
    enter: (path: string, pass: string) => void log.push(`${" ".repeat(depth++)}${path} ${pass}`),
    leave: () => void depth--,
  };
  return buildNetwork({
    layer: sequential([
      affine({ units: 3, name: "first" }),
      residual(sequential([affine({ units: 3, name: "inner" }), relu()]), { name: "block" }),
    ]),
    input: [2, 4],
    loss: softmaxCrossEntropy(),
    penalty: l2Penalty({ strength: 0.1 }),
    random: randomStream({ seed: 4 }),
    engine,
    observer,
  });
}

Deno.test("An observer is told of every layer, those of a container within it", () => {
  using engine = createEngine();
  const log: string[] = [];
  using network = build(engine, log);
  network.gradients(network.arena.tensor([2, 4]), network.arena.tensor([2], "i32"));
  assertEquals(log, [
    "first forward",
    "block forward",
    " block/body forward",
    "  block/body/inner forward",
    " block/shortcut forward",
    "loss forward",
    "loss backward",
    "block backward",
    " block/body backward",
    "  block/body/inner backward",
    " block/shortcut backward",
    "first backward",
    "penalty backward",
  ]);
});

Deno.test("An observed network computes the same bits", () => {
  using engine = createEngine();
  const results = [undefined, []].map((log) => {
    using network = build(engine, log);
    const x = network.arena.from([1, -2, 3, 4, 5, -6, 7, 8], [2, 4]);
    const loss = network.gradients(x, network.arena.from([0, 2], [2], "i32"));
    return [loss, ...network.parameters.flatMap(({ gradient }) => [...gradient.data])];
  });
  assertEquals(results[0], results[1]);
});
