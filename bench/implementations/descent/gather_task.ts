import { type Engine, gatherImages } from "@descent/core";
import { imageSide, syntheticImages } from "../../workloads/synthetic.ts";
import type { GatherTask } from "../../workloads/task.ts";
import type { OpenTask } from "../program.ts";

/**
 * Gathering a batch of images from bytes and scaling it.
 *
 * @param engine Where it runs.
 * @param task How many images.
 * @returns The task, ready to run.
 */
export function openGather(engine: Engine, { batchSize }: GatherTask): OpenTask {
  const arena = engine.arena();
  const { pixels } = syntheticImages(2 * batchSize);
  const images = arena.from(pixels, [2 * batchSize, imageSide, imageSide], "u8");
  const order = arena.from(Array.from({ length: batchSize }, (_, n) => n), [batchSize], "i32");
  const batch = arena.tensor([batchSize, 1, imageSide, imageSide]);
  const run = () => void gatherImages(images, order, batch, 1 / 255);
  return {
    run,
    check() {
      run();
      return [255 * batch.data.reduce((sum, value) => sum + value, 0)];
    },
    close: () => arena.dispose(),
  };
}
