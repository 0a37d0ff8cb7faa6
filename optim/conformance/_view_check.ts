import { type SavedState, saveState } from "../state_tree.ts";
import { withEvaluationView } from "../with_evaluation_view.ts";
import {
  type ConformanceCheck,
  defaultRate,
  firstDifference,
  makeSteps,
  setUp,
  valuesOf,
} from "./_laboratory.ts";

/** Checks that an evaluation view leaves no trace in parameters, state and later steps. */
export const viewCheck: ConformanceCheck = {
  name: "comes back from the evaluation view",
  run: (subject) => {
    using arena = subject.engine.arena();
    const learningRate = defaultRate(subject.plugin);
    const viewed = setUp(subject, arena), plain = setUp(subject, arena);
    const { beginEvaluation, endEvaluation } = viewed.optimizer;
    if (typeof beginEvaluation !== typeof endEvaluation) {
      const [has, lacks] = beginEvaluation === undefined ? ["end", "begin"] : ["begin", "end"];
      return `expected beginEvaluation and endEvaluation together, got ${has}Evaluation alone; write ${lacks}Evaluation too`;
    }
    const steps = [0, 1, 4];
    for (const [index, last] of steps.entries()) {
      const first = (steps[index - 1] ?? 0) + 1;
      for (const each of [viewed, plain]) makeSteps(each, { first, last, learningRate });
      withEvaluationView(viewed.optimizer, () => {});
      const difference = firstDifference(valuesOf(viewed.parameters), valuesOf(plain.parameters)) ??
        firstDifference(
          numbersOf(saveState(viewed.optimizer.state)),
          numbersOf(saveState(plain.optimizer.state)),
        );
      if (difference !== undefined) {
        return `expected the same bits in parameters and state with an evaluation as without after step ${last}: ${difference}; put everything back in endEvaluation`;
      }
    }
    return undefined;
  },
};

/** All numbers of a saved state, in its order. */
function numbersOf(saved: SavedState): number[] {
  return Object.values(saved).flatMap((entry) =>
    typeof entry === "number"
      ? [entry]
      : entry instanceof Float32Array || entry instanceof Float64Array
      ? [...entry]
      : numbersOf(entry)
  );
}
