import type { Parameter, RandomStream, Tensor } from "@descent/core";
import type { Optimizer, StepContext } from "../optimizer_plugin.ts";
import type { StateTree } from "../state_tree.ts";

/** How an optimizer sees gradients that are not the true ones. */
export interface Adjustment {
  /** Computes the adjusted gradients from the true ones. */
  refresh(): void;
  /** The adjustment's summand of the loss; left out when it is no gradient of anything. */
  penalty?(): number;
  /** Hears that a step begins, before the gradients are adjusted. */
  begin?(): void;
  /** State of the adjustment between steps; default nothing. */
  readonly state?: StateTree;
}

/** A parameter with the same value and a gradient tensor of its own, so that the true gradient stays as it is. */
export function withOwnGradient(parameter: Parameter): Parameter {
  const { value } = parameter;
  const gradient = value.arena.tensor(value.shape, value.dtype) as Tensor;
  return { ...parameter, gradient };
}

/** Lets an optimizer step on adjusted gradients, and adjusts those of its own evaluations too. */
export function adjustedOptimizer(inner: Optimizer, adjustment: Adjustment): Optimizer {
  return new AdjustedOptimizer(inner, adjustment);
}

class AdjustedOptimizer implements Optimizer {
  readonly state: StateTree;
  readonly #inner: Optimizer;
  readonly #adjustment: Adjustment;
  readonly #context: AdjustedContext;

  constructor(inner: Optimizer, adjustment: Adjustment) {
    this.state = adjustment.state === undefined
      ? inner.state
      : { optimizer: inner.state, ...adjustment.state };
    this.#inner = inner;
    this.#adjustment = adjustment;
    this.#context = new AdjustedContext(adjustment);
  }

  step(context: StepContext): void {
    this.#adjustment.begin?.();
    this.#context.begin(context);
    this.#inner.step(this.#context);
  }

  beginEvaluation(): void {
    this.#inner.beginEvaluation?.();
  }

  endEvaluation(): void {
    this.#inner.endEvaluation?.();
  }
}

/** The context that the inner optimizer sees; one object for all steps. */
class AdjustedContext implements StepContext {
  step = 0;
  learningRate = 0;
  loss: number | undefined = 0;
  evaluate: (() => number) | undefined;
  totalSteps: number | undefined;
  random: RandomStream | undefined;
  readonly #adjustment: Adjustment;
  /** A function of its own, for optimizers that take it out of the context. */
  readonly #adjustedEvaluate: () => number = () => this.#adjusted(this.#outer!.evaluate!());
  #outer: StepContext | undefined;

  constructor(adjustment: Adjustment) {
    this.#adjustment = adjustment;
  }

  begin(outer: StepContext): void {
    this.#outer = outer;
    this.step = outer.step;
    this.learningRate = outer.learningRate;
    this.totalSteps = outer.totalSteps;
    this.random = outer.random;
    this.evaluate = outer.evaluate === undefined ? undefined : this.#adjustedEvaluate;
    if (outer.loss === undefined) {
      this.#adjustment.refresh();
      this.loss = undefined;
    } else {
      this.loss = this.#adjusted(outer.loss);
    }
  }

  #adjusted(loss: number): number {
    this.#adjustment.refresh();
    return this.#adjustment.penalty === undefined ? loss : loss + this.#adjustment.penalty();
  }
}
