import { pointwise, type PointwisePass, Tensor } from "@descent/core";
import type { Optimizer, StepContext } from "./optimizer_plugin.ts";

const STEPS_BETWEEN = 64;

const flush = pointwise({
  name: "flush of subnormal numbers",
  tensors: ["state"],
  update: ({ state }) => ({ state: state.flushSubnormal() }),
});

/**
 * An optimizer of which every 64th step leaves 0 in the place of each subnormal number of its state, whatever rule it has.
 *
 * A weight whose gradient has become 0, such as one of a unit that is never active, leaves averages that decay for ever:
 * after some 900 steps with a factor of 0.9 they are subnormal, and an Intel processor then takes twice the time for a
 * whole training step of a small network. They are far below the last digit of any weight; only a rule that takes their
 * sign, such as Lion, goes on moving such a weight without this. In each step it would cost Adam's pass a quarter.
 */
export function flushedState(optimizer: Optimizer): Optimizer {
  // A third party's object may lack anything: the conformance suite says what.
  if (typeof optimizer?.step !== "function") return optimizer;
  const tensors = [...new Set(tensorsIn(optimizer.state))];
  if (tensors.length === 0) return optimizer;
  const passes = (["f32", "f64"] as const).map((dtype) =>
    flush.bindAll(tensors.filter((each) => each.dtype === dtype).map((state) => ({ state })))
  );
  return new FlushedState(optimizer, passes);
}

class FlushedState implements Optimizer {
  readonly beginEvaluation?: () => void;
  readonly endEvaluation?: () => void;
  readonly #inner: Optimizer;
  readonly #passes: readonly PointwisePass[];

  constructor(inner: Optimizer, passes: readonly PointwisePass[]) {
    this.#inner = inner;
    this.#passes = passes;
    if (inner.beginEvaluation) this.beginEvaluation = () => inner.beginEvaluation?.();
    if (inner.endEvaluation) this.endEvaluation = () => inner.endEvaluation?.();
  }

  get state() {
    return this.#inner.state;
  }

  step(context: StepContext): void {
    this.#inner.step(context);
    // By the number of the training's step, so that one that is continued does it in the same steps.
    if (context.step % STEPS_BETWEEN === 0) { for (const pass of this.#passes) pass.run(); }
  }
}

/** The tensors of a state tree, whose form nothing has checked yet. */
function tensorsIn(entry: unknown): Tensor[] {
  if (entry instanceof Tensor) return [entry];
  return typeof entry === "object" && entry !== null ? Object.values(entry).flatMap(tensorsIn) : [];
}
