import type { Engine } from "@descent/core";
import type { Task } from "../../workloads/task.ts";
import type { OpenTask, Program } from "../program.ts";
import { openGather } from "./gather_task.ts";
import { openLayer } from "./layer_task.ts";
import { openMatmul } from "./matmul_task.ts";
import { openNetworkTask } from "./network_task.ts";
import { openPeak } from "./peak_task.ts";
import { openSequence } from "./sequence_task.ts";
import { openTraining } from "./training_task.ts";

/**
 * Descent as an implementation.
 *
 * @param engine Where everything runs.
 * @returns The program.
 */
export function descentProgram(engine: Engine): Program {
  const { matmul: { name, version }, threads: { size } } = engine;
  return {
    about: `matrix product by ${name} ${version}, ${size} ${size === 1 ? "thread" : "threads"}`,
    open(task: Task): OpenTask {
      switch (task.kind) {
        case "matmul":
          return openMatmul(engine, task);
        case "training":
          return openTraining(engine, task);
        case "network":
          return openNetworkTask(engine, task);
        case "sequence":
          return openSequence(engine, task);
        case "layer":
          return openLayer(engine, task);
        case "peak":
          return openPeak(engine, task);
        case "gather":
          return openGather(engine, task);
      }
    },
  };
}
