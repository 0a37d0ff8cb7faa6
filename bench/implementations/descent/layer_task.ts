import { type Engine, randomStream, type Tensor } from "@descent/core";
import { buildLayer } from "@descent/layers";
import { timedLayers } from "../../workloads/layer_workloads.ts";
import type { LayerTask } from "../../workloads/task.ts";
import type { OpenTask } from "../program.ts";

/**
 * One pass of one layer.
 *
 * @param engine Where it runs.
 * @param task Which layer and pass.
 * @returns The task, ready to run.
 * @throws {RangeError} When there is no such layer.
 */
export function openLayer(engine: Engine, { layer: name, pass }: LayerTask): OpenTask {
  const timed = timedLayers.get(name);
  if (timed === undefined) {
    throw new RangeError(
      `Benchmark: expected one of the layers ${
        [...timedLayers.keys()].join(", ")
      }, got '${name}'; add it to workloads/layer_workloads.ts`,
    );
  }
  const arena = engine.arena();
  const random = randomStream({ seed: 0 }).split("layer");
  const built = buildLayer(timed.layer, timed.input, { arena, random, path: "layer" });
  const x = arena.tensor(timed.input), dy = arena.tensor(built.output);
  random.fillNormal(x.data, 0, 1);
  random.fillNormal(dy.data, 0, 1);
  const given = dy.data.slice();
  let result: Tensor | undefined = built.forward(x, "train");
  const forward = () => void (result = built.forward(x, "train"));
  const backward = () => void (result = built.backward(dy));
  // A layer that overwrites the gradient that it is given would soon work on infinite or denormal numbers.
  backward();
  const overwrites = given.some((value, i) => value !== dy.data[i]);
  const refilledBackward = () => {
    dy.data.set(given);
    backward();
  };
  const run = pass === "forward" ? forward : overwrites ? refilledBackward : backward;
  return {
    run,
    check() {
      run();
      let most = 0;
      for (const value of result!.data) most = Math.max(most, Math.abs(value));
      return [most];
    },
    close: () => arena.dispose(),
  };
}
