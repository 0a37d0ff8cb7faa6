import { assertEquals } from "@std/assert";
import { convNetProblem } from "./conv_net_problem.ts";

const told = { dataset: "digits", batchSize: 50, epochs: 2 };

Deno.test("convNetProblem is the course's net on the course's pixels, with a rate that falls", () => {
  const { network, preprocessing, schedule, trainCount, ...rest } = convNetProblem(told);
  assertEquals(network, {
    kind: "three-layer-conv",
    filters: 32,
    filterSize: 7,
    hidden: 100,
    weight: { kind: "normal", scale: 0.01 },
  });
  assertEquals(preprocessing, { scale: 1, centred: true });
  assertEquals([schedule, trainCount], ["cosine", undefined]);
  assertEquals([rest.batchSize, rest.epochs, rest.evaluationsPerEpoch], [50, 2, 1]);
});

Deno.test("convNetProblem takes what differs", () => {
  const { network, ...problem } = convNetProblem({
    ...told,
    trainCount: 100,
    filters: 5,
    filterSize: 3,
    weightScale: 0.1,
    evaluationsPerEpoch: 0.5,
    schedule: "constant",
  });
  assertEquals(network, {
    kind: "three-layer-conv",
    filters: 5,
    filterSize: 3,
    hidden: 100,
    weight: { kind: "normal", scale: 0.1 },
  });
  assertEquals([problem.trainCount, problem.evaluationsPerEpoch, problem.schedule], [
    100,
    0.5,
    "constant",
  ]);
});
