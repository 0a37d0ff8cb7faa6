import type { Optimizer } from "../optimizer_plugin.ts";
import type { StateTree } from "../state_tree.ts";

/** An optimizer around another, whose evaluation view it has. */
export abstract class WrappedOptimizer {
  readonly state: StateTree;
  protected readonly inner: Optimizer;

  constructor(inner: Optimizer, state: StateTree = inner.state) {
    this.inner = inner;
    this.state = state;
  }

  beginEvaluation(): void {
    this.inner.beginEvaluation?.();
  }

  endEvaluation(): void {
    this.inner.endEvaluation?.();
  }
}
